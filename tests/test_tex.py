from collections.abc import Callable

import pytest

from readlist.tex import from_bibliography, readable, to_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        (r"$\alpha$-entmax", "α-entmax"),
        (r"$O(n^2)$ and $x_{10}$", "O(n²) and x₁₀"),
        (r"$\mathcal{O}(n^2)$", "O(n²)"),
        (r"$\mathbb{R}^n$, $\mathbb E$", "ℝⁿ, E"),
        (r"$\sim$100 and $>$5, $\ell_\infty$", "∼100 and >5, ℓ_∞"),
        (r"$W_{\mathrm{out}}^T$ in A$^*$", "W_outᵀ in A*"),
        (r"$\tilde{O}(\sqrt{T})$, $\hat x$", "Õ(√T), x̂"),
        (r"$\frac{a+b}{2}$ at 20$^\circ$C", "(a+b)/2 at 20°C"),
        (r"$\left(\frac{1}{\sqrt{n}}\right)$", r"(1/(√n))"),
        (r"$\begin{matrix}x\end{matrix}$ $x_{a{b}}$", r"$\begin{matrix}x\end{matrix}$ $x_{a{b}}$"),
        (r"On \texorpdfstring{$E_8$ {x}}{E8} and $x$", "On E8 and x"),
        (r"$\mathrm{SU}(3)$", "SU(3)"),
        (r"$B \to K \ell\ell$", "B → K ℓℓ"),
        (r"$n\log n$, $O(\log n)$", "n log n, O(log n)"),
        (r"$\frac{1}{2}$", "1/2"),
        (r"Schr\"odinger", "Schrödinger"),
        (r"Erd{\H{o}}s", "Erdős"),
        (r"Fr\'{e}chet, {\'e}, \v{S}", "Fréchet, é, Š"),
        (r"\emph{very} \textbf{deep}", "very deep"),
        ("from $5 to $6", "from $5 to $6"),
        ("$5 and $6, $x$", "$5 and $6, x"),
        (r"C:\new\table \input{x}", r"C:\new\table \input{x}"),
        ("$", "$"),
        (r"\(\beta\) decay at \$5 and \$6", "β decay at $5 and $6"),
        (r"\alpha-divergences, $x$--$y$ at~$z$", "α-divergences, x–y at z"),
        (r"{\it E. coli $x$} in {$O(n)$}", "E. coli x in O(n)"),
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
    (r"\'\i{} \'{\i} {\'\i} \'{ e }", "í í í é"),
    (r"Q\&A at 90\% of \$5, text\_to\_SQL, C\#", "Q&A at 90% of $5, text_to_SQL, C#"),
    (
        r"{\it E. coli}, {\bf bold} and \emph{leaning} \textsc{caps}",
        "E. coli, bold and leaning caps",
    ),
    (r"Nguy\~{\^e}n, L\'{\^{e}} \~{\^o}, \'{\ae}, \={\i}", "Nguyễn, Lế ỗ, ǽ, ī"),
    (r"the Erd\H{o}s--R\'enyi graph", "the Erdős–Rényi graph"),
    (r"{BERT}: {P}re-training {d}eep {{GPT}} nets", "BERT: Pre-training deep GPT nets"),
    (r"\textit{one, two} and {\em three, four}", "one, two and three, four"),
    (r"``What's this?'' and `that'", "“What's this?” and ‘that’"),
    (r"Fig.~1 by M.~Lee", "Fig. 1 by M. Lee"),
    (r"don\'t", "don't"),
    (r"\textbackslash{}\& \textasciitilde{} \~{} \{a\}", r"\& ~ ~ {a}"),
    (r"\LaTeX{} \ldots{} \textendash{}", "LaTeX … –"),
]


@pytest.mark.parametrize(("written", "text"), LETTERS)
def test_letters_accents_and_signs_are_decoded(written: str, text: str) -> None:
    """Every usual spelling of a letter gives the letter, in lists as in bibliographies."""
    assert to_text(written) == text
    assert readable(written) == text
    assert from_bibliography(written) == text


@pytest.mark.parametrize(
    "text",
    [
        r"C:\new\table \input{x}",
        r"a set {x, y}, {0,1}, {0} and {x}",
        r"\unknown{thing}",
        r"$\alpha$ stays",
        "~10 --help, <!-- x -->, x ~ c",
        "{}",
        "{ }",
        "dict {} and set {}",
        "x^{}",
    ],
)
def test_what_is_not_known_stays_as_typed(text: str) -> None:
    """Unknown commands, braces of the reader's own and formulas are left alone."""
    assert to_text(text) == text


def test_a_field_loses_what_only_bibtex_means() -> None:
    """Braces, ties, dashes and line breaks become what they print as."""
    written = "{BERT}: Pre--training~of\n   {D}eep $O(n^{2})$ \\emph{{N}ets}"
    assert from_bibliography(written) == "BERT: Pre–training of Deep $O(n^{2})$ Nets"


@pytest.mark.parametrize(
    ("written", "text"),
    [("a -{}-flag", "a --flag"), ("-{}-{}-", "---"), (r"-\{\}-", "-{}-"), ("a\x01 -{}-", "a --")],
)
def test_hyphens_with_empty_braces_between_them_make_no_dash(written: str, text: str) -> None:
    """TeX prints two hyphens, and a field that was exported so is read back as it was."""
    assert from_bibliography(written) == text


def test_decoding_twice_changes_nothing_more() -> None:
    """Text that was decoded is text: no letter is taken for a command again."""
    for _, text in LETTERS:
        if "\\" not in text:
            assert to_text(text) == text


@pytest.mark.parametrize(
    "piece",
    ["{", '\\"{', "$x", "\\(", "`a", "{\\it", "\\o ", "\\'{\\^", "``x", "a--", "\\", "\\t  ", "{ "],
)
@pytest.mark.parametrize("decode", [to_text, readable, from_bibliography])
def test_hostile_text_comes_to_an_end(decode: Callable[[str], str], piece: str) -> None:
    """A megabyte of what is hard on patterns would take hours if any step were not linear."""
    assert len(decode(piece * 100_000)) <= 100_000 * len(piece)
