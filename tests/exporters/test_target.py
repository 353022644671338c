import pytest

from exporters.export_samples import plain_entries
from readlist.exporters import EXPORTERS, FileExporter, Options
from readlist.exporters.target import Decision, judge

MARKDOWN = EXPORTERS["markdown"]
assert isinstance(MARKDOWN, FileExporter)
NEW = MARKDOWN.render(plain_entries(), Options())
OLD = MARKDOWN.render([], Options())


@pytest.mark.parametrize(
    ("existing", "force", "decision"),
    [
        (None, False, Decision.WRITE),
        (b"", False, Decision.WRITE),
        (b" \n", False, Decision.WRITE),
        (NEW.encode(), False, Decision.UP_TO_DATE),
        (NEW.encode(), True, Decision.UP_TO_DATE),
        (OLD.encode(), False, Decision.WRITE),
        (OLD.replace("\n", "\r\n").encode(), False, Decision.WRITE),
        (b"\xef\xbb\xbf" + OLD.encode(), False, Decision.WRITE),
        (OLD.replace("0 papers.", "My words.").encode(), False, Decision.EDITED),
        (OLD.replace("0 papers.", "My words.").encode(), True, Decision.WRITE),
        (b"# My own notes\n", False, Decision.REFUSE),
        (b"# My own notes\n", True, Decision.WRITE),
        (b"\xff\xfe\x00", False, Decision.REFUSE),
    ],
)
def test_only_what_readlist_wrote_is_replaced(
    existing: bytes | None, decision: Decision, *, force: bool
) -> None:
    """Other files and edited ones are refused unless forced; equal bytes are up to date."""
    assert judge(existing, NEW, MARKDOWN.written, force=force).decision is decision
