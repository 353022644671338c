"""The commands of TeX that stand for a letter, a sign or a symbol."""

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
"""Commands of formulas, with the character or word for each."""

LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
"""Commands of letters; The TeXbook, chapter 9, and LaTeX2e's T1 encoding."""

MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331", "h": "\u0309", "t": "\u0361",
}  # fmt: skip
"""The combining characters of accents."""

BELOW = frozenset("ckdb")
"""Accents below a letter, with which an i keeps its dot."""

NAMED = SYMBOLS | {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<",
    "textgreater": ">", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textunderscore": "_", "textdollar": "$", "textquotesingle": "'", "textquotedbl": '"',
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "lq": "‘", "rq": "’", "textendash": "–", "textemdash": "—",
    "textellipsis": "…", "textbullet": "•", "textperiodcentered": "·", "textdegree": "°",
    "textmu": "µ", "texttimes": "×", "textpm": "±", "textregistered": "®", "texttrademark": "™",
    "textcopyright": "©", "copyright": "©", "pounds": "£", "textsterling": "£", "texteuro": "€",
    "euro": "€", "textyen": "¥", "textcent": "¢", "S": "§", "textsection": "§", "P": "¶",
    "dag": "†", "ddag": "‡", "guillemotleft": "«", "guillemotright": "»", "slash": "/",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "quad": " ", "qquad": " ", "space": " ",
    "newline": " ", "newblock": " ", "par": " ", "hyphen": "-", "relax": "", "protect": "",
    "noopsort": "",
}  # fmt: skip
"""Commands in and outside formulas, with the character or word for each."""

SWITCHES = "em|it|bf|sl|sc|tt|rm|sf|bfseries|itshape|slshape|scshape|ttfamily|sffamily|rmfamily"
"""Commands that change the font up to the end of a group."""

STYLES = (
    "emph|text(?:it|bf|tt|sc|rm|sf|sl|up|md|normal|superscript|subscript)?|mbox|hbox|enquote|"
    "MakeUppercase|url|href|path|nolinkurl|doi|natexlab|bibinfo|bibfield|ensuremath|underline|"
    "math(?:rm|it|bf|sf|tt)|boldsymbol|operatorname"
)
"""Commands whose argument is text."""
