r"""Make the TeX in titles, names and abstracts readable.

arXiv, BibTeX files and people write letters, signs and small formulas in TeX. arXiv's texts are
plain text with some TeX in it, where a brace or a tilde may be meant literally: `to_text`, and
`readable`, which also turns simple formulas into characters. The fields of a bibliography are all
TeX: `from_bibliography`.

The letters and accents: The TeXbook, chapter 9; LaTeX2e's T1 encoding adds the rest. Every step
reads a text once, so that time grows in proportion to its length. The first text with TeX loads the
rest of the package; most lists have none.
"""

from typing import TYPE_CHECKING

from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.tex import formulas as tex_formulas
    from readlist.tex import prose as tex_prose
else:
    tex_formulas = lazy("readlist.tex.formulas")
    tex_prose = lazy("readlist.tex.prose")

_SIGNS_OF_TEX = ("\\", "$", "{", "~", "`", "--")
"""Every text with TeX holds one of these."""


def to_text(text: str) -> str:
    r"""Return a plain text without the TeX that it may hold; formulas stay as written.

    ``\"o`` becomes ö, ``\L{}`` Ł, ``\&`` &, ``{\it word}`` word. Unknown commands stay, and so do
    braces, tildes and dashes that may be meant literally.
    """
    if not _may_hold_tex(text):
        return text
    return tex_formulas.filled(*parted(text))


def readable(text: str) -> str:
    r"""Return `to_text` with simple formulas as characters, too: ``$\alpha$`` as α."""
    if not _may_hold_tex(text):
        return text
    prose, formulas = parted(text)
    return tex_formulas.filled(prose, [tex_formulas.in_characters(formula) for formula in formulas])


def from_bibliography(text: str) -> str:
    r"""Return the value of a BibTeX field as text on one line; formulas keep their commands.

    Like `to_text`, but every brace, tie (``~``), dash and line break is converted.
    """
    if not any(sign in text for sign in "\\{}~`'-\n\t$"):
        return text.strip()
    hollow, formulas = tex_formulas.hollowed(text)
    return " ".join(
        tex_formulas.filled(tex_prose.decoded(hollow, every_brace=True), formulas).split()
    )


def parted(text: str) -> tuple[str, list[str]]:
    """Return `to_text` with a `HOLE` for each formula, and the formulas as written.

    This is for formats with formulas of their own; `readlist.tex.formulas.filled` fills the holes.
    """
    if not _may_hold_tex(text):
        return text, []
    hollow, formulas = tex_formulas.hollowed(text)
    return tex_prose.decoded(hollow, every_brace=False), formulas


def _may_hold_tex(value: str) -> bool:
    # A loop: every title that is shown is tested, and a generator takes three times as long.
    for sign in _SIGNS_OF_TEX:  # noqa: SIM110 - as above
        if sign in value:
            return True
    return False
