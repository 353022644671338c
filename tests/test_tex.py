import pytest

from readlist.tex import from_bibliography, readable, to_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        (r"$\alpha$-entmax", "α-entmax"),
        (r"$O(n^2)$ and $x_{10}$", "O(n²) and x₁₀"),
        (r"$\mathcal{O}$", r"$\mathcal{O}$"),
        (r"$\mathrm{SU}(3)$", "SU(3)"),
        (r"$B \to K \ell\ell$", "B → K ℓℓ"),
        (r"$n\log n$", "nlog n"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        (r"Schr\"odinger", "Schrödinger"),
        (r"Erd{\H{o}}s", "Erdős"),
        (r"Fr\'{e}chet, {\'e}, \v{S}", "Fréchet, é, Š"),
        (r"\emph{very} \textbf{deep}", "very deep"),
        ("from $5 to $6", "from $5 to $6"),
        ("$5 and $6, $x$", "$5 and $6, x"),
        (r"C:\new\table \input{x}", r"C:\new\table \input{x}"),
        ("$", "$"),
    ],
)
def test_simple_tex_becomes_readable(text: str, shown: str) -> None:
    """One character for a symbol, an accent or a script; anything else stays as it was."""
    assert readable(text) == shown


LETTERS = [
    (r"J\"urgen M{\"u}ller", "Jürgen Müller"),
    (r"S\o{}ren, S\o ren, {\o}re, S{\o}ren", "Søren, Søren, øre, Søren"),
    (r"\L{}ukasz W\l{}adys{\l}aw", "Łukasz Władysław"),
    (r"\AA ngstr\"om, \ss{}, \OE uvre, \dj, \TH or", "Ångström, ß, Œuvre, đ, Þor"),
    (r"\v{S} \v s \c{c} \c c \k{a} \u{g} \H{o} \r{u} \d{a} \=e \.z", "Š š ç ç ą ğ ő ů ạ ē ż"),
    (r"\'\i{} \'{\i} {\'\i} \'{ e }", "í{} í í é"),
    (r"Q\&A at 90\% of \$5, text\_to\_SQL, C\#", "Q&A at 90% of $5, text_to_SQL, C#"),
    (
        r"{\it E. coli}, {\bf bold} and \emph{leaning} \textsc{caps}",
        "E. coli, bold and leaning caps",
    ),
    (r"\LaTeX{} \ldots{} \textendash{}", "LaTeX … –"),
]


@pytest.mark.parametrize(("written", "text"), LETTERS)
def test_letters_accents_and_signs_are_decoded(written: str, text: str) -> None:
    """Every usual spelling of a letter gives the letter, in lists as in bibliographies."""
    assert to_text(written) == text
    assert readable(written) == text
    assert from_bibliography(written) == text.replace("{}", "")


@pytest.mark.parametrize(
    "text",
    [
        r"C:\new\table \input{x}",
        r"a set {x, y}",
        r"\unknown{thing}",
        r"$\alpha$ stays",
        "a -- b ~ c",
    ],
)
def test_what_is_not_known_stays_as_typed(text: str) -> None:
    """Unknown commands, braces of the reader's own and formulas are left alone."""
    assert to_text(text) == text


def test_a_field_loses_what_only_bibtex_means() -> None:
    """Braces, ties, dashes and line breaks become what they print as."""
    written = "{BERT}: Pre--training~of\n   {D}eep $O(n^{2})$ \\emph{{N}ets}"
    assert from_bibliography(written) == "BERT: Pre–training of Deep $O(n^{2})$ Nets"


def test_decoding_twice_changes_nothing_more() -> None:
    """Text that was decoded is text: no letter is taken for a command again."""
    for written, _ in LETTERS:
        assert to_text(to_text(written)) == to_text(written)
