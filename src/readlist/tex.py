"""TeX in titles, names and abstracts: what is simple becomes Unicode, the rest stays as typed.

arXiv, BibTeX files and people write letters, signs and small formulas in TeX. `to_text` decodes
everything outside formulas, `readable` simple formulas too, and `from_bibliography` also takes
away what only BibTeX means: braces that protect capitals, ties, dashes and line breaks.

The letters and accents: The TeXbook, chapter 9; LaTeX2e's T1 encoding adds the rest.
"""

import re
import unicodedata
from collections.abc import Callable

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
    "infty": "∞", "partial": "∂", "nabla": "∇", "times": "×", "cdot": "·", "pm": "±", "mp": "∓",
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈",
    "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "mapsto": "↦", "in": "∈",
    "subset": "⊂", "cup": "∪", "cap": "∩", "otimes": "⊗", "oplus": "⊕", "circ": "∘",
    "sum": "∑", "prod": "∏", "int": "∫", "forall": "∀", "exists": "∃", "dagger": "†",
    "ast": "∗", "star": "⋆", "prime": "′", "hbar": "ℏ", "odot": "⊙", "ldots": "…", "dots": "…",
    "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "min": "min", "max": "max",
}  # fmt: skip
"""Commands of mathematics that one character stands for."""

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_NAMED = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ldots": "…", "dots": "…",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textbackslash": "\\", "textbar": "|",
    "textless": "<", "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^",
    "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textdegree": "°",
    "textregistered": "®", "texttrademark": "™", "textcopyright": "©", "copyright": "©",
    "S": "§", "P": "¶", "pounds": "£", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
"""Commands of text that one word stands for."""

# Not "$5 and $6": as in Pandoc, a formula touches both its dollars and no digit follows it. A
# dollar behind a backslash is a price.
MATH = re.compile(r"(?<!\\)\$(?!\s)([^$]{1,200}?)(?<!\s)(?<!(?<!\\)\\)\$(?!\d)")

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]{1,20})\}|(\S))")
_STYLES = (
    r"emph|text(?:it|bf|rm|tt|sc|sf|sl|up|md|normal|superscript|subscript)?|math(?:rm|it|bf|sf|tt)|"
    r"boldsymbol|operatorname|mbox|enquote|url|path|nolinkurl|natexlab|bibinfo|bibfield|doi|href"
)
_MARKUP = re.compile(rf"\\(?:{_STYLES})\s{{0,20}}\{{([^{{}}\\]{{0,300}})\}}")
_OLD_STYLE = re.compile(
    r"\\(?:em|it|bf|sl|sc|tt|rm|sf|bfseries|itshape|slshape|ttfamily|scshape|sffamily)(?![A-Za-z])"
)
# {\it a word}: the braces go with the command that they bound.
_OLD_GROUP = re.compile(rf"\{{\s{{0,20}}{_OLD_STYLE.pattern}\s{{0,20}}([^{{}}\\]{{0,300}})\}}")
# The accent, then its letter, in braces or not: \"o, \"{o}, \v s, \v{s}, \'\i, \'{\i}.
_ONE_ACCENT = (
    r"\\(?:([`'^~\"=.])\s{0,9}|([uvHckrdbt])(?:\s{1,9}|(?=\{)|(?=\\[ij])))"
    r"(?:\{\s{0,9}(\\?[A-Za-z])\s{0,9}\}|(\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_GROUPED_ACCENT = re.compile(rf"\{{\s{{0,9}}{_ONE_ACCENT}\s{{0,9}}\}}")
_ACCENT = re.compile(_ONE_ACCENT)
_WORDS = "|".join(sorted(_NAMED, key=len, reverse=True))
_GROUPED_LETTER = re.compile(rf"\{{\s{{0,9}}\\({_WORDS})\s{{0,9}}(?:\{{\}})?\}}")
_LETTER = re.compile(rf"\\({_WORDS})(?![A-Za-z])(?:\s{{0,9}}\{{\}}|\s{{1,9}}(?=\w)|)")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_SPACING = re.compile(r"\\(?:[,;:!/@\\]|(?:newblock|newline|relax|par|quad|qquad)(?![A-Za-z]))")


def to_text(text: str) -> str:
    r"""Return the text with TeX's letters, accents and signs as characters.

    ``\"o`` becomes ö, ``\L{}`` Ł, ``\&`` &, ``{\it word}`` word. Formulas and commands that are
    not known stay as they are. The time taken is linear in the text's length.
    """
    if "\\" not in text:
        return text
    if "$" not in text:
        return _prose(text)
    return _outside_math(text, _prose)


def readable(text: str) -> str:
    r"""Return `to_text` with simple formulas as characters, too: ``$\alpha$`` as α."""
    if "$" in text:
        parts: list[str] = []
        end = 0
        for formula in MATH.finditer(text):
            parts += (_decoded(text[end : formula.start()]), _simple_math(formula))
            end = formula.end()
        return "".join((*parts, _decoded(text[end:])))
    return _decoded(text)


def from_bibliography(text: str) -> str:
    r"""Return the value of a BibTeX field as text; formulas keep their commands.

    As `to_text`, and braces around words, ties (``~``), dashes and line breaks become what they
    print as.
    """
    if not text or not any(ch in text for ch in "\\{}~\n\t-"):
        return text.strip()
    return " ".join(_outside_math(text, _bibliographic).split())


def _outside_math(text: str, change: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for formula in MATH.finditer(text):
        parts += (change(text[end : formula.start()]), formula[0])
        end = formula.end()
    return "".join((*parts, change(text[end:])))


def _decoded(text: str) -> str:
    return _prose(text) if "\\" in text else text


def _prose(text: str) -> str:
    text = _ACCENT.sub(_accented, _GROUPED_ACCENT.sub(_accented, text))
    text = _LETTER.sub(_named, _GROUPED_LETTER.sub(_named, text))
    text = _MARKUP.sub(r"\1", _OLD_GROUP.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text)


def _bibliographic(text: str) -> str:
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _LETTER.sub(_named, text)
        text = _OLD_STYLE.sub("", _STYLE_COMMAND.sub("", text))
        text = _SPACING.sub(" ", _ESCAPED.sub(r"\1", text))
    text = _BRACES.sub("", text)
    return text.replace("~", " ").replace("---", "—").replace("--", "–")


_STYLE_COMMAND = re.compile(rf"\\(?:{_STYLES})\s{{0,20}}(?=\{{)")
_BRACES = re.compile(r"(?<!\\)[{}]")


def _accented(match: re.Match[str]) -> str:
    letter = (match[3] or match[4]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])


def _named(match: re.Match[str]) -> str:
    return _NAMED[match[1]]


def _simple_math(match: re.Match[str]) -> str:
    body = _MARKUP.sub(r"\1", match[1])
    body = _COMMAND.sub(lambda command: SYMBOLS.get(command[1], command[0]), body)
    body = _SCRIPT.sub(_script, body).replace("{,}", ",").replace("\\,", " ")
    return match[0] if set(body) & set("\\{}^_") else body


def _script(match: re.Match[str]) -> str:
    table = _RAISED if match[1] == "^" else _LOWERED
    body = match[2] or match[3]
    return body.translate(table) if all(ord(c) in table for c in body) else match[0]
