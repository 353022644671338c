"""arXiv identifiers: both schemes, every address that carries one, printing.

The schemes: https://info.arxiv.org/help/arxiv_identifier.html. ``YYMM.NNNN`` from April 2007 to
December 2014, ``YYMM.NNNNN`` from January 2015; before that ``archive/YYMMNNN``, where a subject
class (``math.GT/``) is not part of the identifier. ``vN`` names one version, none the latest.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from readlist.errors import UsageError

ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas "
    "cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin "
    "nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con".split()
)
"""Archives that gave out old-style identifiers (https://arxiv.org/archive/)."""

_NEW = re.compile(r"(\d{4})\.(\d+)(?:v(\d+))?", re.ASCII | re.IGNORECASE)
_OLD = re.compile(
    r"([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,17})?/(\d{7})(?:v(\d+))?", re.ASCII | re.IGNORECASE
)
_SHAPE = r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z-]{2,17})?/\d{7})(?:v\d+)?(?!\d)"
_WRAPS = frozenset("PZSC")
"""Unicode's classes of what people put around an identifier: marks, blanks, signs, controls."""


@cache
def _in_address() -> re.Pattern[str]:
    # Made when it is needed: the identifiers of a list are plain, and need none of it.
    return re.compile(
        # arXiv's hosts and mirrors, then the sites built on it, then DOIs and "arXiv:" anywhere.
        r"(?:\b(?:[a-z0-9-]+\.)*arxiv\.org(?::\d+)?/(?:[a-z-]+/)?"
        r"|\bar5iv(?:\.labs\.arxiv)?\.org/(?:[a-z-]+/)?"
        r"|\balphaxiv\.org/(?:[a-z-]+/)?"
        r"|\bhuggingface\.co/papers/|\bhf\.co/papers/"
        r"|\barxiv-vanity\.com/papers/|\bscholar\.archive\.org/arxiv/"
        r"|10\.48550/arxiv\."
        rf"|\barxiv[:/]\s*)(?P<id>{_SHAPE})",
        re.ASCII | re.IGNORECASE,
    )


class NotAnArxivIdError(UsageError):
    """The text is no arXiv identifier; `problem` says why.

    Args:
        text: What was read.
        fault: What is wrong with it, where it looks like one.
    """

    def __init__(self, text: str, fault: str = "") -> None:
        super().__init__(f"not an arXiv identifier: {text!r}" + (f": {fault}" if fault else ""))
        self.reason = "not an arXiv identifier" + (f": {fault}" if fault else "")
        """The same without the text."""


@dataclass(frozen=True, slots=True, order=True)
class ArxivId:
    """An arXiv identifier, valid by construction through `parse`."""

    base: str
    """Without version: ``2310.06825`` or ``hep-th/9901001``."""
    version: int | None = None
    """The version that was named, counted from 1; None means the latest."""

    def __str__(self) -> str:
        return self.base if self.version is None else f"{self.base}v{self.version}"

    @classmethod
    def parse(cls, text: str) -> "ArxivId":
        """Read an identifier, ``arXiv:`` form, DOI or address that carries one.

        Raises:
            NotAnArxivIdError: With the reason, such as a month that does not exist.
        """
        if match := _NEW.fullmatch(text):
            return cls._of_new(match)
        if _OLD.fullmatch(text):
            return cls._checked(text, text)
        token = _unwrapped(unicodedata.normalize("NFKC", text))
        found = _in_address().search(unquote(token) if "%" in token else token)
        if found:
            return cls._checked(found["id"], text)
        bare = re.sub(r"(?i)\.pdf$", "", token)
        return cls._checked(bare, text)

    @classmethod
    def exact(cls, text: str) -> "ArxivId | None":
        """Read an identifier with nothing around it; None if the text is anything else."""
        if not (_NEW.fullmatch(text) or _OLD.fullmatch(text)):
            return None
        try:
            return cls._checked(text, text)
        except NotAnArxivIdError:
            return None

    @classmethod
    def _checked(cls, bare: str, text: str) -> "ArxivId":
        if new := _NEW.fullmatch(bare):
            return cls._of_new(new)
        match = _OLD.fullmatch(bare)
        if match is None:
            raise NotAnArxivIdError(text[:80])
        fault = _fault_of_old(*match.group(1, 2))
        return cls._of(match, f"{match[1].lower()}/{match[2]}", fault)

    @classmethod
    def _of_new(cls, match: re.Match[str]) -> "ArxivId":
        return cls._of(match, f"{match[1]}.{match[2]}", _fault_of_new(*match.group(1, 2)))

    @classmethod
    def _of(cls, match: re.Match[str], base: str, fault: str) -> "ArxivId":
        version = match[3]
        if version is not None and (len(version) > 3 or int(version) == 0):
            fault = fault or f"there is no version {version}"
        if fault:
            raise NotAnArxivIdError(match[0][:40], fault)
        return cls(base, int(version) if version else None)

    @classmethod
    def try_parse(cls, text: str) -> "ArxivId | None":
        """Read an identifier as `parse` does; None if the text is none."""
        try:
            return cls.parse(text)
        except NotAnArxivIdError:
            return None

    @property
    def folder(self) -> str:
        """The identifier as one safe path component: ``hep-th/9901001`` is ``hep-th_9901001``."""
        return self.base.replace("/", "_")

    @property
    def url(self) -> str:
        """The abstract page."""
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        """The PDF for people to open."""
        return f"https://arxiv.org/pdf/{self}"

    @property
    def doi(self) -> str:
        """arXiv's own DOI of the article (https://info.arxiv.org/help/doi.html)."""
        return f"10.48550/arXiv.{self.base}"


def _unwrapped(text: str) -> str:
    """Return the text without quotation marks, brackets, bullets and blanks around it.

    What says that a number is money stays.
    """
    start, end = 0, len(text)
    while start < end and _is_wrapping(text[start]):
        start += 1
    while start < end and _is_wrapping(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_wrapping(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in _WRAPS and category != "Sc"


def _fault_of_new(stamp: str, number: str) -> str:
    month, digits = int(stamp[2:]), 4 if stamp < "1501" else 5
    if not 1 <= month <= 12:
        return f"there is no month {stamp[2:]}"
    if stamp < "0704":
        return "this form began in April 2007"
    if len(number) != digits:
        when = "until 2014" if digits == 4 else "from 2015 on"
        return f"{when} the number has {'four' if digits == 4 else 'five'} digits"
    return "numbers begin at 1" if int(number) == 0 else ""


def _fault_of_old(archive: str, number: str) -> str:
    year, month = int(number[:2]), int(number[2:4])
    if archive.lower() not in ARCHIVES:
        return f"arXiv has no archive {archive[:20]!r}"
    if not 1 <= month <= 12:
        return f"there is no month {number[2:4]}"
    full = (1900 if year > 50 else 2000) + year
    if not (1991, 7) <= (full, month) <= (2007, 3):
        return "this form was used from July 1991 to March 2007"
    return "numbers begin at 1" if int(number[4:]) == 0 else ""
