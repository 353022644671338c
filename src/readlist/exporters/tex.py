"""TeX inside arXiv's texts: what is simple becomes Unicode, the rest stays as it was typed."""

import re
import unicodedata

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

# Not "$5 and $6": as in Pandoc, a formula touches both its dollars and no digit follows it.
MATH = re.compile(r"\$(?!\s)([^$]{1,200}?)(?<!\s)\$(?!\d)")

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]{1,20})\}|(\S))")
_MARKUP = re.compile(
    r"\\(?:emph|text(?:it|bf|rm|tt|sc|sf)?|math(?:rm|it|bf|sf|tt)|boldsymbol|operatorname)"
    r"\s*\{([^{}\\]{0,300})\}"
)
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a",
}  # fmt: skip
_ACCENT = re.compile(
    r"""\{\\([`'^~"=.])\\?([A-Za-z])\}"""  # {\"o}
    r"""|\\([`'^~"=.])\{\\?([A-Za-z])\}"""  # \"{o}
    r"""|\\([`'^~"=.])\\?([A-Za-z])"""  # \"o
    r"""|\\([cvuHkr])\{([A-Za-z])\}"""  # \v{s}
)


def readable(text: str) -> str:
    r"""Return the text with ``$\alpha$`` as α, ``\"o`` as ö; what is not that simple stays."""
    if "$" in text:
        text = MATH.sub(_simple_math, text)
    if "\\" in text:
        text = accents(_MARKUP.sub(r"\1", text))
    return text


def accents(text: str) -> str:
    r"""Return the text with TeX's accents (``\'e``, ``\v{s}``) as letters."""
    return _ACCENT.sub(_accented, text) if "\\" in text else text


def _accented(match: re.Match[str]) -> str:
    mark, letter = (group for group in match.groups() if group)
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])


def _simple_math(match: re.Match[str]) -> str:
    body = _MARKUP.sub(r"\1", match[1])
    body = _COMMAND.sub(lambda command: SYMBOLS.get(command[1], command[0]), body)
    body = _SCRIPT.sub(_script, body).replace("{,}", ",").replace("\\,", " ")
    return match[0] if set(body) & set("\\{}^_") else body


def _script(match: re.Match[str]) -> str:
    table = _RAISED if match[1] == "^" else _LOWERED
    body = match[2] or match[3]
    return body.translate(table) if all(ord(c) in table for c in body) else match[0]
