"""The results of checking references: for people, as lines and as JSON values."""

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from readlist.language import is_english, translate
from readlist.references import Checked, Standing
from readlist.text import one_line
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of, wrap

_COLOURS = {
    Standing.RETRACTED: "bold red",
    Standing.DIFFERS: "red",
    Standing.PUBLISHED: "yellow",
    Standing.OK: "green",
    Standing.NOT_FOUND: "magenta",
    Standing.UNCHECKED: "dim",
}
_WIDEST = max(map(len, Standing))
_SAID = {
    Standing.RETRACTED: "retracted",
    Standing.DIFFERS: "different from the work",
    Standing.PUBLISHED: "published since",
    Standing.OK: "ok",
    Standing.NOT_FOUND: "not found",
    Standing.UNCHECKED: "not checked",
}


def check_view(one: Checked, canvas: Canvas) -> Text:
    """Return a reference: verdict, name and title, and the evidence below."""
    text = Text(no_wrap=False)
    verdict = one.standing if is_english() else translate(_SAID[one.standing])
    text.append(f"{fit(verdict, _WIDEST)}  ", _COLOURS[one.standing])
    name = canvas.text(one.reference.name)
    text.append(cut(name, max(canvas.width // 3, 12), canvas.ellipsis), "cyan")
    room = canvas.width - width_of(text.plain) - 2
    if one.reference.title and room > len(canvas.ellipsis):
        text.append("  " + cut(canvas.prose(one.reference.title), room, canvas.ellipsis))
    lead = " " * (_WIDEST + 2)
    evidence = translate(one.evidence)
    said = f"{evidence} ({translate(one.source)})" if one.source else evidence
    text.append("\n" + "\n".join(wrap(canvas.prose(said), canvas.width, lead)), "dim")
    return text


def check_line(one: Checked) -> str:
    """Return a reference as a line with tabs: name, verdict, evidence, source, title."""
    reference = one.reference
    fields = (reference.key if reference.source and reference.key else reference.name, one.standing,
              one.evidence, one.source, reference.title)  # fmt: skip
    return "\t".join(map(one_line, map(str, fields)))


def check_record(one: Checked) -> dict[str, Any]:
    """Return a reference as JSON values; what is not known is null or empty."""
    reference = one.reference
    return {
        "key": reference.key or None,
        "id": reference.id or next(iter(reference.identifiers), None),
        "verdict": str(one.standing),
        "evidence": one.evidence,
        "source": one.source,
        "title": reference.title,
        "differences": [
            {"field": each.field, "given": each.given, "found": each.found}
            for each in one.differences
        ],
        "published_as": one.published_as or None,
        "venue": one.venue,
        "file": reference.source or None,
        "line": reference.line or None,
    }


def check_summary(checked: Iterable[Checked]) -> str:
    """Return how many references have each verdict, in words."""
    counts: dict[Standing, int] = {}
    for one in checked:
        counts[one.standing] = counts.get(one.standing, 0) + 1
    said = (f"{counts[each]:,} {_SAID[each]}" for each in Standing if each in counts)
    return ", ".join(said)
