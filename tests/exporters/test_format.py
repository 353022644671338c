import pytest

from exporters.export_samples import plain_entries
from readlist.exporters import EXPORTERS, FileExporter, Options
from readlist.exporters.format import Replacing, judge

MARKDOWN = EXPORTERS["markdown"]
assert isinstance(MARKDOWN, FileExporter)
NEW = MARKDOWN.render(plain_entries(), Options())
OLD = MARKDOWN.render([], Options())


@pytest.mark.parametrize(
    ("existing", "force", "decision"),
    [
        (None, False, Replacing.WRITE),
        (b"", False, Replacing.WRITE),
        (b" \n", False, Replacing.WRITE),
        (NEW.encode(), False, Replacing.UP_TO_DATE),
        (NEW.encode(), True, Replacing.UP_TO_DATE),
        (OLD.encode(), False, Replacing.WRITE),
        (OLD.replace("\n", "\r\n").encode(), False, Replacing.WRITE),
        (b"\xef\xbb\xbf" + OLD.encode(), False, Replacing.WRITE),
        (OLD.replace("0 papers.", "My words.").encode(), False, Replacing.EDITED),
        (OLD.replace("0 papers.", "My words.").encode(), True, Replacing.WRITE),
        (b"# My own notes\n", False, Replacing.REFUSE),
        (b"# My own notes\n", True, Replacing.WRITE),
        (b"\xff\xfe\x00", False, Replacing.REFUSE),
    ],
)
def test_only_what_readlist_wrote_is_replaced(
    existing: bytes | None, decision: Replacing, *, force: bool
) -> None:
    """Other files and edited ones are refused unless forced; equal bytes are up to date."""
    assert judge(existing, NEW, MARKDOWN.written, force=force).decision is decision
