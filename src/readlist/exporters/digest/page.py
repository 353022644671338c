"""A digest as HTML for mail programs: one file with inline styles that loads nothing.

The HTML and CSS that they support: https://www.caniemail.com.
"""

from collections.abc import Iterator

from readlist.exporters.digest.issue import Issue, NewPaper
from readlist.exporters.digest.plain_format import facts
from readlist.exporters.html.escaping import link, prose, text
from readlist.text import one_line

_BODY = (
    "margin:0;padding:16px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;"
    "color:#1c1e21;background:#ffffff"
)
_H2 = 'style="font-size:18px;line-height:1.3;margin:28px 0 8px"'
_LINK = ' style="color:#0b57d0;text-decoration:none"'
_SMALL = 'style="font-size:14px;color:#555b61"'
_CODE = (
    'style="font:13px/1.4 Consolas,Menlo,monospace;background:#f1f3f4;color:#1c1e21;'
    'padding:2px 6px"'
)


def render(issue: Issue) -> str:
    """Return the digest."""
    title = text(one_line(issue.title))
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<title>{title}</title>\n</head>\n<body style="{_BODY}">\n',
            '<div style="max-width:640px;margin:0 auto">\n',
            f'<h1 style="font-size:22px;line-height:1.3;margin:0 0 8px">{title}</h1>\n',
            *(f"{line}\n" for line in _sections(issue)),
            "</div>\n</body>\n</html>\n",
        )
    )


def _sections(issue: Issue) -> Iterator[str]:
    if issue.new:
        yield f"<h2 {_H2}>New</h2>"
        for paper in issue.new:
            yield from _new(paper)
    if issue.own:
        yield f"<h2 {_H2}>Papers of yours</h2>"
        for news in issue.own:
            yield f"<p>{_name(news.url, news.title, news.id)}: {text(one_line(news.what))}</p>"
    if issue.due:
        yield f"<h2 {_H2}>Due</h2>"
        for due in issue.due:
            yield f"<p>{_name(due.url, due.title, due.id)}: {text(due.when(issue.day))}</p>"
    yield f"<p {_SMALL}>{text(issue.remark)}</p>"
    for trouble in issue.troubles:
        yield f"<p {_SMALL}>Not asked: {text(one_line(trouble))}</p>"


def _new(paper: NewPaper) -> Iterator[str]:
    yield f'<p style="margin:16px 0">{_name(paper.url, paper.title, paper.id, bold=True)}<br>'
    yield f"<span {_SMALL}>{text(facts(paper))}</span>"
    if paper.reasons:
        reasons = text(", ".join(map(one_line, paper.reasons)))
        yield f'<br><span style="font-size:14px;color:#1c1e21">{reasons}</span>'
    yield f"<br><code {_CODE}>{text(paper.command)}</code></p>"


def _name(url: str, title: str, identifier: str, *, bold: bool = False) -> str:
    label = prose(one_line(title)) or text(one_line(identifier))
    label = f"<strong>{label}</strong>" if bold else label
    return link(url, label, _LINK) if url.startswith(("https://", "http://")) else label
