"""A catalogue: texts in English with places for values, each with its translation.

The file is a PO file (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html), which
translators' programs edit. In a text, ``{0}`` is a value, ``{0#}`` a number and
``{0:paper|papers}`` a number with its noun. In the translation ``{0}`` is that value, ``{0*}`` the
value translated in its turn, because it is one of our own texts, and ``{0,}`` an enumeration of
words that stay, as the values of an option do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

_ENTRY = re.compile(r'^msgid "(.*)"((?:\n".*")*)\nmsgstr "(.*)"((?:\n".*")*)$', re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_MORE = re.compile(r'"\n"|^\n"|"$')
VALUE = re.compile(r"\{\d+(?:#|:([^{}|]+)\|([^{}|]+))?\}")
"""The place of a value in a text."""
FILLED = re.compile(r"\{(\d+)([*,]?)\}")
"""The place of a value in a translation."""
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_LETTERS = re.compile(r"[^\W\d_]")
_BETWEEN = re.compile(r", and |, or |, | and | or ")
_COUNTS = re.compile(r"\d[\d,]* [^\d,.;:]+(?:, \d[\d,]* [^\d,.;:]+)+")
_LAST = re.compile(r",? (and|or) ")
_LATIN = re.compile("[A-Za-z0-9]")
_WIDE = re.compile("[\u3400-\u9fff]")
LEAST = 4
"""Letters that a text with values has of its own; one with fewer would fit anything."""
_STOPS = {".": "。", ":": "：", "?": "？", "!": "！"}
_MARKS = ("。", "，", "；", "：", "？", "！", "（")
_JOINED = {"and": " 和 ", "or": " 或 "}
_NOTE = "note: "
_LONGEST = 4000
"""Characters of a text that is looked up; our own are shorter."""
_DEEPEST = 5
_MOST_KEPT = 2000
_MOST_LOOKS = 300
"""Texts that are looked up for one: its parts, and theirs; a text from outside may have many."""
_SENTENCE = 3
"""Blanks in a text that is certainly a sentence of ours where it is known to the letter."""
_VAGUE = 5
"""Letters of its own below which a template only fits if its values do."""


def entries_of(text: str) -> dict[str, str]:
    """Return the texts of a PO file with their translations; without those that have none."""
    found: dict[str, str] = {}
    for source, more, target, further in _ENTRY.findall(text):
        key, value = _unquoted(source, more), _unquoted(target, further)
        if key and value:
            found[key] = value
    return found


def _unquoted(first: str, more: str) -> str:
    text = first + _MORE.sub("", more) if more else first
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda sign: {"n": "\n", "t": "\t"}.get(sign[1], sign[1]), text)


@dataclass(frozen=True, slots=True)
class _Template:
    """A text with values, cut at them."""

    literals: tuple[str, ...]
    """What stands before, between and behind the values."""
    numbers: tuple[bool, ...]
    """Which values can only be numbers."""
    longest: str
    target: str
    is_vague: bool

    def values_in(self, text: str, *, late: bool) -> list[str] | None:
        """Return the values that make the text of this template; None where none do.

        Args:
            text: The text.
            late: Where what stands between two values occurs twice, take its last occurrence.
        """
        first, *middle, last = self.literals
        begin, end = len(first), len(text) - len(last)
        if begin > end or not (text.startswith(first) and text.endswith(last)):
            return None
        values: list[str] = []
        for literal in reversed(middle) if late else middle:
            at = text.rfind(literal, begin, end) if late else text.find(literal, begin, end)
            if at < 0:
                return None
            values.append(text[at + len(literal) : end] if late else text[begin:at])
            begin, end = (begin, at) if late else (at + len(literal), end)
        values.append(text[begin:end])
        if late:
            values.reverse()
        return values if self._takes(values) else None

    def _takes(self, values: list[str]) -> bool:
        # Columns of a table stand apart by two blanks: what spans them is not one value.
        return all(
            bool(_NUMBER.fullmatch(value)) if number else "  " not in value
            for value, number in zip(values, self.numbers, strict=True)
        )


class Catalogue:
    """The texts of one language.

    Args:
        text: What stands in its file.
    """

    def __init__(self, text: str) -> None:
        self._exact: Mapping[str, str] = entries_of(text)
        self._kept: dict[str, str] = {}
        self._looks = 0

    @cached_property
    def _templates(self) -> list[_Template]:
        """The texts with values; what has the most words of its own says most surely what it is."""
        entries = ((key, value) for key, value in self._exact.items() if "{" in key)
        found = [one for key, value in entries for one in _cut(key, value)]
        return sorted(found, key=lambda one: -sum(map(len, one.literals)))

    def translate(self, text: str) -> str:
        """Return the translation; the text itself where there is none."""
        kept = self._kept.get(text)
        if kept is None:
            self._looks = _MOST_LOOKS
            found = self._find(text) if len(text) <= _LONGEST else None
            kept = text if found is None else found
            if "。 " not in text:  # not in a value, either
                kept = kept.replace("。 ", "。")
            if len(self._kept) < _MOST_KEPT:
                self._kept[text] = kept
        return kept

    def _find(self, text: str, depth: int = 0) -> str | None:
        """Return the translation of a text, or of the sentences that it is made of."""
        core = text.strip(" \n")
        if depth > _DEEPEST or not _LETTERS.search(core):
            return None
        found = self._whole(core, depth)
        if found is None:
            found = self._sentences(core, depth)
        if found is None or core == text:
            return found
        at = text.index(core)
        before = "" if found.startswith(_MARKS) else text[:at]
        return before + found + text[at + len(core) :]

    def _whole(self, text: str, depth: int) -> str | None:
        """Return the translation of a text that is one message."""
        self._looks -= 1
        if self._looks < 0:
            return None
        if _COUNTS.fullmatch(text) and (found := self._counts(text, depth)):
            return found
        return self._word_for_word(text) or self._by_template(text, depth)

    def _word_for_word(self, text: str) -> str | None:
        """Return the translation of a text without values, whatever mark stands behind it."""
        for note, lead in ((_NOTE, "注意："), ("", "")):
            if text.startswith(note):
                core = text[len(note) :]
                if (found := self._exact.get(core)) is not None:
                    return lead + found
                stop = _STOPS.get(core[-1:], "")
                if stop and (found := self._exact.get(core[:-1])) is not None:
                    return lead + found + stop
        return None

    def _by_template(self, text: str, depth: int) -> str | None:
        """Return the translation of a text with values."""
        stop, note = _STOPS.get(text[-1:], ""), text.startswith(_NOTE)
        for template in self._templates:
            if template.longest not in text or note > template.literals[0].startswith(_NOTE):
                continue
            # Whoever tells a text puts a stop behind it, which is no part of its last value.
            bare = bool(stop) and not template.literals[-1].endswith(text[-1])
            for core, end in ((text[:-1], stop), (text, ""))[not bare :]:
                values = template.values_in(core, late=False)
                found = None if values is None else self._filled(template, core, values, depth)
                if found is not None:
                    return found + end
        return None

    def _sentences(self, text: str, depth: int) -> str | None:
        """Return the translation of a text in parts, each of which is known."""
        if text.startswith(_NOTE):
            rest = self._find(text.removeprefix(_NOTE), depth + 1)
            return None if rest is None else f"注意：{rest}"
        for gap in (". ", "? ", "; ", "   "):
            parts = text.split(gap)
            for number in range(1, min(len(parts), 6)):
                head = gap.join(parts[:number]) + gap.strip()
                first = self._whole(head.rstrip(";"), depth + 1)
                if first is None and gap == ". " and _WIDE.search(head):
                    first = f"{head[:-1]}。"  # it is translated already
                if first is None:
                    continue
                behind = gap.join(parts[number:])
                rest = behind if _WIDE.match(behind) else self._find(behind, depth + 1)
                if rest is not None:
                    return first + {"; ": "；", "   ": "   "}.get(gap, "") + rest
        label, _, said = text.partition(": ")
        whole = not depth and said.count(" ") >= _SENTENCE
        told = self._word_for_word(said) if whole else None
        return told and f"{label}：{told}"

    def _counts(self, text: str, depth: int) -> str | None:
        """Return ``3 new, 1 known`` in the language, if all of it is known."""
        told = [self._whole(part, depth + 1) for part in re.split(r", (?=\d)", text)]
        return None if None in told else "，".join(filter(None, told))

    def _filled(self, template: _Template, text: str, values: list[str], depth: int) -> str | None:
        """Return a translation with its values; those of our own words translated, too.

        None where the template is vague, and its values are not what belongs there.
        """
        ours = {int(number) for number, how in FILLED.findall(template.target) if how == "*"}
        ways = [values, template.values_in(text, late=True) or values] if ours else [values]
        known: dict[int, str | None] = {}
        for find, way in product((self._sure, self._part), ways):
            told = {number: find(way[number], depth + 1) for number in ours}
            if None not in told.values():
                values, known = way, told
                break
        else:
            if template.is_vague:
                return None
            known = {number: self._part(values[number], depth + 1) for number in ours}

        def value(place: re.Match[str]) -> str:
            number = int(place[1])
            if place[2] == ",":
                return self._enumeration(values[number], depth)
            told = (known.get(number) if place[2] else None) or values[number]
            return _spaced(template.target[: place.start()], told, template.target[place.end() :])

        return FILLED.sub(value, template.target)

    def _enumeration(self, text: str, depth: int) -> str:
        """Return words that stay, with Chinese marks between them."""
        whole = self._whole(text, depth + 1) if ", " in text else None
        joined = _LAST.sub(lambda word: _JOINED[word[1]], text).replace(", ", "、")
        return whole or joined

    def _sure(self, text: str, depth: int) -> str | None:
        """Return the translation of a value that is one text."""
        return self._find(text, depth) if _LETTERS.search(text) else text

    def _part(self, text: str, depth: int) -> str | None:
        """Return the translation of a value, which may be an enumeration."""
        found = self._sure(text, depth)
        if found is not None or depth > _DEEPEST:
            return found
        label, colon, rest = text.partition(": ")
        if "; " in text:
            parts, mark = text.split("; "), "；"
        elif colon and (said := self._find(rest, depth + 1)) is not None:
            return f"{label}：{said}"
        else:
            parts, mark = _BETWEEN.split(text), "、"
        told = [self._part(part, depth + 1) for part in parts] if len(parts) > 1 else []
        if not any(told):
            return None
        return mark.join(new or old for new, old in zip(told, parts, strict=True))


def _spaced(before: str, told: str, behind: str) -> str:
    """Return a value with a blank between Chinese and Latin letters; marks bring their own."""
    if before.endswith(_MARKS):
        told = told.lstrip(" ")
    if not told:
        return _blank(before, behind)
    return _blank(before, told) + told + _blank(told, behind)


def _blank(left: str, right: str) -> str:
    """Return what stands between two texts: a blank where one is Chinese and the other Latin."""
    if _WIDE.match(left[-1:]):
        return " " if _LATIN.match(right) else ""
    return " " if _LATIN.match(left[-1:]) and _WIDE.match(right) else ""


def _cut(key: str, target: str) -> Iterator[_Template]:
    """Yield a text cut at its values; twice where a noun stands in two numbers."""
    literals, nouns, numbers = [""], list[tuple[str, ...]](), list[bool]()
    end = 0
    for value in VALUE.finditer(key):
        literals[-1] += key[end : value.start()]
        literals.append("")
        nouns.append((f" {value[1]}", f" {value[2]}") if value[1] else ("",))
        numbers.append(bool(value[1]) or value[0].endswith("#}"))
        end = value.end()
    literals[-1] += key[end:]
    if not numbers:
        return
    for chosen in product(*nouns):
        pieces = (literals[0], *(n + rest for n, rest in zip(chosen, literals[1:], strict=True)))
        vague = len(_LETTERS.findall("".join(pieces).removeprefix(_NOTE))) < _VAGUE
        yield _Template(pieces, tuple(numbers), max(pieces, key=len), target, vague)
