import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # it publishes no types

from readlist.exporters import latex
from readlist.tex import from_bibliography, to_text


def decoded(text: str) -> str:
    """Return what LaTeX would print."""
    # pylatexenc does not know these, which LaTeX does.
    known_by = {"braceleft": r"\{", "braceright": r"\}", "bar": "|", "less": "<", "greater": ">"}
    for command, known in known_by.items():
        text = text.replace(rf"\text{command}{{}}", known)
    plain = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(text)
    return str(plain)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("LoRA: Low-Rank Adaptation", "{LoRA}: Low-Rank Adaptation"),
        ("GPT-4 and LLM-based Agents", "{GPT}-4 and {LLM}-based Agents"),
        ("Mistral 7B", "Mistral {7B}"),
        ("Llama2 Q-Learning A B", "{Llama2} {Q}-Learning A {B}"),
        ("a survey of Bayesian methods in deep learning",
         "a survey of {Bayesian} methods in deep learning"),
        ("Newton's Method for Deep Nets", "Newton's Method for Deep Nets"),
        ("100% of R&D_#1 {x}", r"100\% of {R}\&{D}\_\#1 \{x\}"),
        (r"$O(N^2)$ Attention", "{$O(N^2)$} Attention"),
        (r"$\input{secret}$", r"\$\textbackslash{}input\{secret\}\$"),
        ("}{ x {", r"\textbraceright{}\textbraceleft{} x \textbraceleft{}"),
        ("cost $5 & $6", r"cost \$5 \& \$6"),
        (r"Schr\"odinger Bridges", "Schrödinger Bridges"),
        (r"Q\&A at 90\%, \$5, text\_to", r"{Q}\&A at 90\%, \$5, text\_to"),
        (r"{BERT} and $x$-$y$, \(\beta\)", r"{BERT} and {$x$}-{$y$}, {$\beta$}"),
        (r"Erd\H{o}s--R\'enyi — a --flag", "Erdős--Rényi --- a -{}-flag"),
    ],
)  # fmt: skip
def test_titles_keep_their_capitals_and_nothing_is_a_command(text: str, written: str) -> None:
    """Braces hold what a style would lower; specials are escaped; safe formulas stay."""
    assert latex.title(text) == written


@pytest.mark.parametrize(
    "formula",
    [r"$\write18{x}$", r"$}{$", r"$a}b{c$", r"$\def\x{y}$", r"$\\$", r"$x%y$", r"$\href{a}{b}$"],
)
def test_a_formula_with_other_commands_is_text(formula: str) -> None:
    """Only known commands of mathematics in balanced braces are kept."""
    written = latex.escape(f"x {formula} y")
    assert written.startswith(r"x \$")
    assert decoded(written) == f"x {formula} y"


@given(st.text(st.characters(codec="ascii", exclude_characters="\n\r\t\f\v"), max_size=40))
def test_braces_balance_and_the_text_comes_back(text: str) -> None:
    """What a LaTeX reader sees is the text; BibTeX never loses count of the braces.

    Braces around a word are TeX's own already, and are seen neither before nor after.
    """
    printable = "".join(c for c in text if c.isprintable() and c not in "$`'\"^~-?!")
    for written in (latex.escape(printable), latex.title(printable)):
        depth = 0
        for character in written:
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0
        if "\\" not in printable:
            assert decoded(written).split() == to_text(printable).split()


@given(st.text(st.sampled_from("aB0 {}-_^&%$#~\\"), max_size=12))
def test_a_field_is_read_back_as_the_title_that_was_written(text: str) -> None:
    """A list that leaves in BibTeX and is imported has its titles: empty braces and hyphens too."""
    shown = " ".join(to_text(text).split())
    assert from_bibliography(latex.title(text)) == shown
    assert from_bibliography(latex.escape(text)) == shown
