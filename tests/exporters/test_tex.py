import pytest

from readlist.exporters.tex import readable


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
        (r"Erd{\H{o}}s", "Erd{ő}s"),
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
