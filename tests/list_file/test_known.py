"""Lists whose bytes are known are changed as all others, and hold no paper in another's place."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.list_file.document import ListDocument
from readlist.list_file.editor import ListEditor
from readlist.list_file.known import KnownDocument
from readlist.list_file.proof import is_proved_near
from readlist.replacement import Replacement

PATH = Path("readlist.toml")
TRAPS = (
    "",
    'notes = """\n[[paper]]\nid = "2401.00002"\n"""\n',
    "notes = '''\n[[paper]]\nid = \"2401.00001\"\ntitle = \"T1\"\n'''\n",
    'title = "2401.00003 [[paper]] 2401.00001"\n',
    'notes = "über 書"\n',
    "# 2401.00001 stood here\n",
    "\n\n# a remark between papers\n\n",
    'also = ["doi:10.1000/1"]\n',
)
"""Lines of papers that look like others, or are not ASCII, or stand between."""


class TrueMemory:
    """Knows a list by its blocks, as the index does; `wrong` makes it err."""

    def __init__(self, document: ListDocument, *, wrong: int = 0) -> None:
        self.document = document
        self.wrong = wrong

    def is_regular(self, sha256: str) -> bool:
        """Know the very bytes only."""
        return sha256 == self.document.sha256

    def numbers_of(self, _sha256: str, identifier: str) -> list[int] | None:
        """Return the places of a paper."""
        return [n + self.wrong for n in self.document.numbers_of(identifier)]

    def count_of(self, sha256: str) -> int:
        """Return the number of papers."""
        return len(self.document) if self.is_regular(sha256) else 0

    def known_at(
        self, _sha256: str, first: int, count: int
    ) -> list[tuple[str, Callable[[str], bool]]]:
        """Return identifiers and compare texts but for the line ends behind them."""
        numbers = range(first, min(first + count, len(self.document)))
        return [(self.document.identifier_at(n), partial(self._is_block, n)) for n in numbers]

    def _is_block(self, number: int, text: str) -> bool:
        return text.rstrip("\n") == self.document.block_text(number).rstrip("\n")


def pair(text: str) -> tuple[ListDocument, KnownDocument]:
    """Return a list as any, and as one that is known."""
    raw = text.encode()
    plain = ListDocument.parse(raw, PATH)
    assert plain.regular
    known = KnownDocument(raw, PATH, TrueMemory(plain), plain.sha256, len(plain))
    return plain, known


def made(chance: random.Random) -> str:
    """Return a list with traps, of any line ends."""
    papers = []
    for number in range(chance.randint(1, 9)):
        indent = chance.choice(("", "", "  "))
        papers.append(
            f'{indent}[[paper]]\nid = "2401.{number % 7 + 1:05}"\n'
            f'title = "T{number}"\n{chance.choice(TRAPS)}{chance.choice(TRAPS[:1] + TRAPS[5:7])}'
        )
    bom = chance.choice(("", "", "\ufeff"))
    text = bom + chance.choice(("", "# mine ü\n", "schema = 1\n\n")) + "".join(papers)
    text = text.rstrip("\n") if chance.random() < 0.2 else text
    return text.replace("\n", "\r\n") if chance.random() < 0.2 else text


def change(editor: ListEditor, chance: random.Random) -> None:
    """Change some papers, take one off, add one."""
    ids = [f"2401.{number:05}" for number in range(1, 8)]
    for identifier in chance.sample(ids, 3):
        if identifier in editor:
            editor.update(identifier, {"status": "read", "notes": "ein\nzwei\n"})
    gone = chance.choice(ids)
    if chance.random() < 0.4 and gone in editor:
        editor.remove(gone)
    if chance.random() < 0.5:
        editor.append({"id": "2501.00001", "title": "new"})


@pytest.mark.parametrize("seed", range(150))
def test_it_is_changed_as_any_other(seed: int) -> None:
    """The same edits give the same replacements and bytes, whatever the papers hold."""
    chance = random.Random(seed)
    try:
        plain, known = pair(made(chance))
    except (AssertionError, FileError):
        return  # two keys of one name: no list that is known
    one, other = ListEditor(plain), ListEditor(known)
    state = chance.getstate()
    change(one, chance)
    chance.setstate(state)
    change(other, chance)
    hunks, same = one.finish(), other.finish()
    assert hunks == same
    assert b"".join(plain.replaced(hunks)) == b"".join(known.replaced(same))
    assert one.updates == other.updates
    assert [plain.block_text(n) for n in range(len(plain))] == [
        known.block_text(n) for n in range(len(known))
    ]


def test_it_is_neither_cut_nor_decoded() -> None:
    """A change of one paper looks at its neighbours and leaves the rest alone."""
    text = "".join(f'[[paper]]\nid = "2401.{n:05}"\ntitle = "ü"\n\n' for n in range(1, 500))
    _, known = pair(text)
    editor = ListEditor(known)
    editor.update("2401.00250", {"star": True})
    editor.append({"id": "2501.00001"})
    pieces = known.replaced(editor.finish())
    assert not {"blocks", "text", "_decoded"} & set(vars(known))
    wanted = text.replace('00250"\ntitle = "ü"\n', '00250"\ntitle = "ü"\nstar = true\n')
    assert b"".join(pieces).decode() == f'{wanted}[[paper]]\nid = "2501.00001"\n'
    assert sum(map(len, pieces)) > 10 * sum(len(one) for one in pieces if isinstance(one, bytes))


def test_a_memory_that_errs_changes_no_other_paper() -> None:
    """Where places or digests are wrong, the list is cut, and the right paper changes."""
    text = "".join(f'[[paper]]\nid = "2401.{n:05}"\n' for n in range(1, 9))
    plain = ListDocument.parse(text.encode(), PATH)
    for memory in (TrueMemory(plain, wrong=1), TrueMemory(plain, wrong=-1), Blind(plain)):
        known = KnownDocument(plain.raw, PATH, memory, plain.sha256, len(plain))
        editor = ListEditor(known)
        editor.update("2401.00004", {"star": True})
        new = b"".join(known.replaced(editor.finish())).decode()
        assert new == text.replace('00004"\n', '00004"\nstar = true\n')


class Blind(TrueMemory):
    """Takes every text for none of the list."""

    def known_at(
        self, _sha256: str, _first: int, count: int
    ) -> list[tuple[str, Callable[[str], bool]]]:
        """Recognise nothing."""
        return [("2401.00004", lambda _text: False)] * count


@pytest.mark.parametrize("new", ['title = "other"\n', 'x = """\n', "", '[[paper]]\nid = "x"\n'])
def test_what_was_not_meant_is_not_proved(new: str) -> None:
    """The surroundings of a change prove it as the whole list would."""
    text = "".join(f'[[paper]]\nid = "2401.{n:05}"\ntitle = "T"\n' for n in range(1, 9))
    plain, known = pair(text)
    at = text.index('title = "T"\n', text.index("00004"))
    hunks: Sequence[Replacement] = (Replacement(at, 'title = "T"\n', new),)
    meant = {3: {"id": "2401.00004", "title": "T", "star": True}}
    assert not is_proved_near(known, hunks, meant, [])
    assert not is_proved_near(plain, hunks, meant, [])
