"""Correct the references of a bibliography; everything else stays to the byte."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from readlist.documents.formats.bibtex import EntryPlace, FieldPlace, places
from readlist.errors import ReadlistError, UsageError
from readlist.exporters import latex
from readlist.exporters.bibtex import author
from readlist.files import clean_dead, read_regular, write_atomic
from readlist.metadata import Metadata
from readlist.references import Checked, Standing

_LARGEST = 64 << 20
_KINDS = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
}
"""BibTeX's types of entries by CSL's types of works."""
_CONTAINERS = {"inproceedings": "booktitle", "incollection": "booktitle"}
_INDENT = re.compile(r"(?:^|\n)([ \t]*)$")


@dataclass(frozen=True, slots=True)
class Correction:
    """The corrections of one entry."""

    kind: str = ""
    """Its new type; empty to leave it."""
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    """New values by name, as TeX without braces around them."""
    dropped: frozenset[str] = frozenset()
    """Fields that a new one replaces."""


def check_target(target: Path) -> None:
    """Check that a copy overwrites nothing.

    Raises:
        UsageError: There is a file of that name.
    """
    if target.exists():
        raise UsageError(f"{target} already exists", "name another file with -o")


def fix_file(path: Path, checked: Sequence[Checked], target: Path) -> tuple[Checked, ...]:
    """Write a copy of a BibTeX file with its references corrected; return those that were.

    Args:
        path: The file.
        checked: Its references, checked.
        target: Where the copy goes.

    Raises:
        UsageError: The file is not BibTeX, or the target exists.
        ReadlistError: The file is not UTF-8.
        FileError: It cannot be read, or the copy cannot be written.
    """
    check_target(target)
    data = read_regular(path, _LARGEST, "name a .bib file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise ReadlistError(
            f"{path} is not UTF-8, so corrections would not be readable in it",
            f"iconv -f latin1 -t utf-8 {path} > utf8.bib",
        ) from None
    fixed, done = fixed_text(text, checked)
    write_atomic(target, fixed.encode("utf-8"))
    clean_dead([target])
    return done


def fixed_text(text: str, checked: Sequence[Checked]) -> tuple[str, tuple[Checked, ...]]:
    """Return a BibTeX file with its references corrected, and those that were.

    An entry for another work, or a retracted one, stays as it is: only its author knows what was
    meant.
    """
    by_line = {one.reference.line: one for one in checked}
    parts: list[str] = []
    done: list[Checked] = []
    end = 0
    for place in places(text):
        one = by_line.get(place.line)
        correction = correction_of(one, place) if one else None
        if one is None or correction is None:
            continue
        for start, stop, new in sorted(_replacements(text, place, correction)):
            parts += (text[end:start], new)
            end = stop
        done.append(one)
    return "".join((*parts, text[end:])), tuple(done)


def correction_of(one: Checked, place: EntryPlace) -> Correction | None:
    """Return the corrections of an entry; None if there are none, or nothing is certain."""
    work = one.work
    unsure = any(d.other_work or d.field == "identifier" for d in one.differences)
    if work is None or unsure or one.standing not in (Standing.PUBLISHED, Standing.DIFFERS):
        return None
    names = {each.name for each in place.fields}
    fields: dict[str, str] = {}
    for difference in one.differences:
        fields |= _corrected(difference.field, work, names)
    if "published as" not in one.evidence or not one.published_as or work.id != one.published_as:
        return Correction(fields=fields) if fields else None
    kind = _KINDS.get(work.type, "")
    fields |= dict(_published(work, kind))
    if "title" in fields and not any(d.field == "title" for d in one.differences):
        del fields["title"]
    container = _CONTAINERS.get(kind, "journal")
    gone = {"journal", "journaltitle", "booktitle", "howpublished"} & names - {container}
    return Correction(kind, fields, frozenset(gone) if container in fields else frozenset())


def _corrected(
    name: str, work: Metadata, names: set[str]
) -> Iterator[tuple[str, str]] | dict[str, str]:
    if name == "title" and work.title:
        return {"title": latex.title(work.title)}
    if name == "authors" and work.authors:
        return {"author": " and ".join(author(one.name) for one in work.authors)}
    if name == "year" and work.published[:4].isdecimal():
        return {"date" if "date" in names and "year" not in names else "year": work.published[:4]}
    if name == "venue" and work.venue:
        held = next((x for x in ("booktitle", "journaltitle", "journal") if x in names), "journal")
        return {held: latex.escape(work.venue)}
    return {}


def _published(work: Metadata, kind: str) -> Iterator[tuple[str, str]]:
    if work.venue:
        yield _CONTAINERS.get(kind, "journal"), latex.escape(work.venue)
    if work.published[:4].isdecimal():
        yield "year", work.published[:4]
    for name, value in (("volume", work.volume), ("number", work.issue)):
        if value:
            yield name, latex.escape(value)
    if work.pages:
        yield "pages", re.sub(r"(?<=\w)[-–](?=\w)", "--", work.pages)
    if work.publisher and kind != "article":
        yield "publisher", latex.escape(work.publisher)
    if work.doi:
        yield "doi", work.doi


def _replacements(
    text: str, place: EntryPlace, correction: Correction
) -> Iterator[tuple[int, int, str]]:
    """Yield the replacements in an entry."""
    if correction.kind:
        yield *place.kind, _cased(text[slice(*place.kind)], correction.kind)
    first: dict[str, FieldPlace] = {}
    for each in place.fields:
        first.setdefault(each.name, each)
    new = dict(correction.fields)
    for name, each in first.items():
        if name in new:
            yield each.value, each.end, _like(text[each.value : each.end], new.pop(name))
        elif name in correction.dropped:
            yield _line_of(text, each)
    last = max(place.fields, key=lambda each: each.end)
    if new:
        break_ = _break_before(text, place.fields[0])
        yield last.end, last.end, "".join(f",{break_}{n} = {{{v}}}" for n, v in new.items())


def _cased(old: str, new: str) -> str:
    if old.isupper():
        return new.upper()
    return new.capitalize() if old[:1].isupper() else new


def _like(old: str, new: str) -> str:
    """Return a value between the delimiters of the old one."""
    if old.startswith('"') and '"' not in new:
        return f'"{new}"'
    return new if old.isdecimal() and new.isdecimal() else f"{{{new}}}"


def _line_of(text: str, each: FieldPlace) -> tuple[int, int, str]:
    """Return the place of a field with the comma and the line break after it."""
    found = re.compile(r"[ \t]*,?[ \t]*(?:\r?\n[ \t]*(?=[A-Za-z}]))?").match(text, each.end)
    return each.start, found.end() if found else each.end, ""


def _break_before(text: str, each: FieldPlace) -> str:
    """Return the line break and the indentation before an entry's fields."""
    line = text.rfind("\n", 0, each.start)
    before = text[line + 1 : each.start]
    if line < 0 or before.strip():
        return " "
    return ("\r\n" if text[line - 1 : line] == "\r" else "\n") + before
