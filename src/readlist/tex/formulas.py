"""Formulas: found in a text, set aside, and written in characters where that is simple."""

import re

from readlist.tex.patterns import compiled
from readlist.tex.tables import SYMBOLS

HOLE = "\x00"
"""Stands for a formula that is set aside."""

# Not "$5 and $6": as in Pandoc, a formula touches both its dollars and no digit follows it.
_MATH = (
    r"(?<!\\)\$(?![\s$])((?:[^$\\]|\\.){1,200}?)(?<!\s)\$(?!\d)"
    r"|(?<!\\)\\\(((?:[^$\\]|\\[^()]){1,200}?)\\\)"
)

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
_SCRIPT = r"([\^_])(?:\{([^{}]{1,20})\}|(\S))"
_MATH_FONT = (
    r"\\(?:emph|text(?:it|bf|rm|tt|sc|sf)?|math(?:rm|it|bf|sf|tt)|boldsymbol|operatorname)"
    r"\s*+\{([^{}\\]{0,300})\}"
)


def hollowed(value: str) -> tuple[str, list[str]]:
    """Return the text with a hole for each formula, and the formulas."""
    value = value.replace(HOLE, "")
    if "$" not in value and "\\(" not in value:
        return value, []
    formulas: list[str] = []

    def take(match: re.Match[str]) -> str:
        formulas.append(match[0])
        return HOLE

    return compiled(_MATH).sub(take, value), formulas


def filled(prose: str, formulas: list[str]) -> str:
    """Return a text with what is given in the place of each `HOLE`, in order."""
    if not formulas:
        return prose
    rest = iter(formulas)
    return "".join(
        next(rest, "") if part == HOLE else part for part in re.split(f"({HOLE})", prose)
    )


def formula_of(written: str) -> str:
    """Return what stands between a formula's dollars, or between its brackets."""
    return written[2:-2] if written.startswith("\\(") else written[1:-1]


def in_characters(written: str) -> str:
    """Return a formula in characters, or as it is written where these are not enough."""
    body = compiled(_MATH_FONT).sub(r"\1", formula_of(written))
    body = compiled(r"\\([A-Za-z]+)").sub(lambda found: SYMBOLS.get(found[1], found[0]), body)
    body = compiled(_SCRIPT).sub(_script, body)
    body = body.replace("{,}", ",").replace("\\,", " ").replace("\\%", "%")
    return written if set(body) & set("\\{}^_") else body


def _script(match: re.Match[str]) -> str:
    table = _RAISED if match[1] == "^" else _LOWERED
    body = match[2] or match[3]
    return body.translate(table) if all(ord(c) in table for c in body) else match[0]
