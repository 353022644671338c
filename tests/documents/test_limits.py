"""Work on documents ends within its limits, and says why."""

import mmap
from pathlib import Path

import pytest

from readlist.documents import bounded
from readlist.documents.limits import MEMORY
from readlist.documents.pdf import text_of
from readlist.errors import ReadlistError
from support.document_kit import pdf


def test_what_the_work_returns_comes_back() -> None:
    """The value is that of the function."""
    assert bounded(lambda: {"a": (1, None)}, 10, "x.md") == {"a": (1, None)}


def test_errors_in_words_come_back_as_they_are() -> None:
    """What a reader says of a document is said."""

    def refuse() -> None:
        raise ReadlistError("the PDF is encrypted", "save it again")

    with pytest.raises(ReadlistError, match="the PDF is encrypted") as caught:
        bounded(refuse, 10, "x.pdf")
    assert caught.value.remedy == "save it again"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ValueError("tuple.index(x)"), "cannot be read"),
        (RecursionError(), "nested too deeply"),
        (MemoryError(), "too much memory"),
    ],
)
def test_a_fault_of_a_reader_is_told_in_words(fault: Exception, said: str) -> None:
    """No exception is a bug report for the reader of a broken file."""

    def stumble() -> None:
        raise fault

    with pytest.raises(ReadlistError, match=said):
        bounded(stumble, 10, "x.md")


def test_endless_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPU time has a limit, whatever the document does."""
    monkeypatch.setattr("readlist.documents.limits.SECONDS", 1)

    def forever() -> None:
        while True:
            pass

    with pytest.raises(ReadlistError, match="takes too long"):
        bounded(forever, 0, "x.md")


def test_endless_memory_ends() -> None:
    """Memory has a limit, and it is the child's."""

    def swell() -> int:
        held = []
        while True:
            held.append(bytearray(100_000_000))

    with pytest.raises(ReadlistError, match="memory"):
        bounded(swell, 0, "x.md")


def test_a_pdf_is_read_within_the_limits() -> None:
    """The process that reads a PDF has limits of its own, beside those of the one that asked."""
    data = pdf(["Mistral 7B. arXiv:2310.06825"])

    text = bounded(lambda: text_of(data), len(data), "x.pdf")

    assert text == "Mistral 7B. arXiv:2310.06825\f"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs to know what is held")
def test_what_the_asking_process_holds_already_is_not_the_works() -> None:
    """A server with many threads holds gigabytes of address space; it reads documents, too."""
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    data = pdf(["Mistral 7B. arXiv:2310.06825"])
    with mmap.mmap(-1, 2 * MEMORY, flags=flags, prot=mmap.PROT_READ):
        assert bounded(lambda: bytearray(100_000_000)[-1], 0, "x.md") == 0
        text = bounded(lambda: text_of(data), len(data), "x.pdf")
    assert text == "Mistral 7B. arXiv:2310.06825\f"
