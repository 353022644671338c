"""News about papers on the list, in lines."""

from collections.abc import Sequence

from rich.text import Text

from readlist.language import translate
from readlist.paper import Paper
from readlist.text import one_line
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of, wrap
from readlist.views.paper_id import append_id

_NAMES = {
    "version": "new version",
    "published": "published",
    "withdrawn": "withdrawn",
    "retitled": "retitled",
    "retracted": "retracted",
    "corrected": "corrected",
}
_WIDEST = max(map(len, _NAMES.values()))


def news_view(paper: Paper, news: Sequence[tuple[str, str, str]], canvas: Canvas) -> Text:
    """Return a paper and a line for each piece of its news.

    Args:
        paper: The paper.
        news: What happened, what was known before, what is known now.
        canvas: The screen.
    """
    text = append_id(Text(no_wrap=False), f"{canvas.text(paper.id)}  ", paper, canvas)
    text.append(
        cut(canvas.prose(paper.title), max(canvas.width - width_of(text.plain), 1), canvas.ellipsis)
    )
    arrow = "->" if canvas.ascii else "→"
    for kind, before, after in news:
        change = f"{before} {arrow} {after}" if before else after
        lead = f"  {fit(translate(_NAMES[kind]), _WIDEST)}  "
        text.append(f"\n{lead}", "bold red" if kind in ("withdrawn", "retracted") else "")
        lines = wrap(canvas.text(change), canvas.width, " " * width_of(lead))
        text.append("\n".join(lines).lstrip())
    return text


def news_record(
    paper: Paper, news: Sequence[tuple[str, str, str]], version: int
) -> dict[str, object]:
    """Return a paper's news as JSON values."""
    changes = [{"what": kind, "before": before, "after": after} for kind, before, after in news]
    return {"id": paper.id, "title": paper.title, "version": version, "changes": changes}


def news_line(paper: Paper, kind: str, before: str, after: str) -> str:
    """Return one piece of news as a line with tabs."""
    return "\t".join(map(one_line, (paper.id, kind, before, after, paper.title)))
