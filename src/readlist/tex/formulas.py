"""Formulas: found in a text, set aside, and written as Unicode characters where possible."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from readlist.tex.tables import SYMBOLS

compiled: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""Return a compiled pattern. Most texts hold no TeX, so most runs compile none."""


HOLE = "\x00"
"""Stands for a formula that is set aside."""

# Not "$5 and $6": as in Pandoc, a formula touches both its dollars and no digit follows it; but one
# sign alone, as in "$\sim$100", is a formula before a number, too.
_MATH = (
    r"(?<!\\)\$(?![\s$])((?:[^$\\]|\\.){1,200}?)(?<!\s)\$(?!\d)"
    r"|(?<!\\)\$(\\[A-Za-z]{1,20}|[<>=+-])\$(?=\d)"
    r"|(?<!\\)\\\(((?:[^$\\]|\\[^()]){1,200}?)\\\)"
)
# hyperref's command: what TeX sets, and what stands in its place where there are no formulas.
_GROUP = r"\{((?:[^{}]|\{[^{}]{0,200}\}){0,300})\}"
_TWO_WAYS = rf"\\texorpdfstring\s*+{_GROUP}\s*+{_GROUP}"

_RAISED = str.maketrans(
    "0123456789+-=()*†°′∘∗⋆abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾*†°′°**ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
)
_LOWERED = str.maketrans("0123456789+-=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ")
_SCRIPT = r"([\^_])(?:\{([^{}]{1,20})\}|([^\s{}]))"
_MATH_FONT = (
    r"\\(?:emph|mbox|text(?:it|bf|rm|tt|sc|sf)?|math(?:rm|it|bf|sf|tt|cal|scr|frak)|bm|boldsymbol"
    r"|operatorname\*?)\s*+(?:\{([^{}\\]{0,300})\}|([A-Za-z])(?![A-Za-z]))"
)
_DOUBLE_STRUCK = r"\\mathbb\s*+(?:\{([A-Z])\}|([A-Z])(?![A-Za-z]))"
_STRUCK = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_FRACTION = r"\\[dt]?frac\s*+\{([^{}\\]{1,40})\}\s*+\{([^{}\\]{1,40})\}"
_ROOT = r"\\sqrt\s*+(?:\{([^{}\\]{1,40})\}|([A-Za-z0-9]))"
_ACCENT = (
    r"\\(hat|widehat|tilde|widetilde|bar|overline|vec|dot|ddot)\s*+(?:\{([^\W_])\}|([^\W_])(?!\w))"
)
_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
}  # fmt: skip


def hollowed(value: str) -> tuple[str, list[str]]:
    """Return the text with a `HOLE` for each formula, and the formulas."""
    value = value.replace(HOLE, "")
    if "\\texorpdfstring" in value:
        value = compiled(_TWO_WAYS).sub(r"\2", value)
    if "$" not in value and "\\(" not in value:
        return value, []
    formulas: list[str] = []

    def take(match: re.Match[str]) -> str:
        formulas.append(match[0])
        return HOLE

    return compiled(_MATH).sub(take, value), formulas


def filled(prose: str, formulas: list[str]) -> str:
    """Return a text with each `HOLE` replaced by the next formula."""
    if not formulas:
        return prose
    rest = iter(formulas)
    return "".join(
        next(rest, "") if part == HOLE else part for part in re.split(f"({HOLE})", prose)
    )


def formula_of(written: str) -> str:
    """Return what is between a formula's dollars or brackets."""
    return written[2:-2] if written.startswith("\\(") else written[1:-1]


def in_characters(written: str) -> str:
    """Return a formula in Unicode characters, or unchanged where these are not enough."""
    body = formula_of(written)
    if "\\" in body:
        body = _without_commands(body)
    body = compiled(_SCRIPT).sub(_script, body)
    body = body.replace("{,}", ",")
    return written if set(body) & set("\\{}") else body


def _without_commands(body: str) -> str:
    """Return a formula with its commands replaced by characters where possible."""
    body = compiled(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*+").sub("", body)
    body = compiled(_DOUBLE_STRUCK).sub(_struck, body)
    body = compiled(_MATH_FONT).sub(lambda found: found[1] or found[2] or "", body)
    body = compiled(r"\\([A-Za-z]+)").sub(_symbol, body)
    body = compiled(_ACCENT).sub(_accented, body)
    body = compiled(_ROOT).sub(lambda found: "√" + _factor(found[1] or found[2]), body)
    body = compiled(_FRACTION).sub(lambda f: f"{_factor(f[1])}/{_factor(f[2])}", body)
    return compiled(r"\\[,;: ]").sub(" ", body).replace("\\!", "").replace("\\%", "%")


def _struck(match: re.Match[str]) -> str:
    letter = match[1] or match[2]
    return _STRUCK.get(letter, letter)


def _symbol(match: re.Match[str]) -> str:
    r"""Return the character of a command, or its word: ``n\log n`` is n log n."""
    found = SYMBOLS.get(match[1])
    if found is None:
        return match[0]
    before = match.string[match.start() - 1 : match.start()]
    return f" {found}" if found.isascii() and found.isalpha() and before.isalnum() else found


def _accented(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (match[2] or match[3]) + _ACCENTS[match[1]])


def _factor(body: str) -> str:
    """Return a part of a fraction or root, in brackets unless it is one number or word."""
    return body if body.isalnum() else f"({body})"


def _script(match: re.Match[str]) -> str:
    table = _RAISED if match[1] == "^" else _LOWERED
    body = match[2] or match[3]
    is_word = len(body) > 2 and body.isalpha()  # "out", "max": small letters are hard to read
    if all(ord(c) in table for c in body) and not is_word:
        return body.translate(table)
    return f"{match[1]}{body}" if body.isalnum() or len(body) == 1 else match[0]
