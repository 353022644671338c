"""Put together identifiers and addresses that the end of a line cut in two."""

import re

from readlist.arxiv_id import ArxivId
from readlist.patterns import pattern
from readlist.text import fold_width

_ARCHIVE_START = (
    r"(?:hep|astro|cond|gr|quant|nucl|math|acc|adap|alg|ao|atom|bayes|chao|chem|cmp|comp|dg|funct|"
    r"mtrl|patt|plasm|q|solv|supr)"
)
_ARCHIVE_END = r"(?:th|ph|ex|lat|qc|mat|phys|org|geom|sci|an|dyn|lg|gas|ga|sol|alg|bio|int|con)"
_BREAKS = (
    # https://arxiv.org/ | abs/2404.19756, https: | //arxiv.org, .../abs/ | 2404.19756
    pattern(
        r"((?:https?://)?(?:[\w-]+\.)*arxiv\.org/(?:(?:abs|pdf|html)/?)?)(\s*\n\s*)"
        r"(/?(?:abs/|pdf/|html/|\d{4}\.\d{4,5}|[a-z-]{2,10}/\d{7})[\w./-]*)",
        re.IGNORECASE,
    ),
    pattern(r"(https?:(?:/{0,2}))(\s*\n\s*)(/{0,2}(?:[\w-]+\.)*arxiv\.org/[!-~]+)", re.IGNORECASE),
    # arXiv: | 2310.06825; arXiv:2310. | 06825; hep- | th/0503134; 10.48550/ | arXiv.2305.18290
    pattern(
        r"(\barxiv\s*[:.]|\babs/|\bpdf/|10\.48550/(?:arXiv\.)?)([ \t]*\n\s*)"
        r"((?:arXiv\.)?(?:\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[a-z]{2})?/\d{7})[\w./-]*)",
        re.IGNORECASE,
    ),
    pattern(
        r"((?:\barxiv\s*[:.]\s*|/(?:abs|pdf)/)\d{4}\.)([ \t]*\n\s*)(\d{4,5}\S*)", re.IGNORECASE
    ),
    pattern(
        r"((?:\barxiv\s*[:.]\s*|/(?:abs|pdf)/)\d{4})([ \t]*\n\s*)(\.\d{4,5}\S*)", re.IGNORECASE
    ),
    pattern(
        rf"(\b{_ARCHIVE_START}-)([ \t]*\n\s*)({_ARCHIVE_END}(?:\.[a-z-]{{2,17}})?/\d{{7}}\S*)",
        re.IGNORECASE,
    ),
    pattern(
        rf"(\b{_ARCHIVE_START}-{_ARCHIVE_END}/|\bmath/|\bcs/)([ \t]*\n\s*)(\d{{7}}\S*)",
        re.IGNORECASE,
    ),
    pattern(r"(\b10\.48550)([ \t]*\n\s*)(/arXiv\.\S+)", re.IGNORECASE),
    pattern(r"(\bdoi:)([ \t]*\n\s*)(10\.\d{4,9}/\S+)", re.IGNORECASE),
)


# arXiv:2310.068 | 25, where punctuation or nothing follows: not the next line's "5 Conclusions".
_NUMBER_CUT = pattern(
    r"((?:\barxiv\s*[:.]\s*|/(?:abs|pdf)/)(\d{4}\.\d{1,4}))([ \t]*\n\s*)"
    r"((\d{1,4})(?:v\d{1,2})?)(?=\s*(?:[\[\]),;.]|$))",
    re.IGNORECASE,
)
_ARXIV = pattern(r"arxiv|abs/|pdf/")
_CUT = pattern(
    r"(?:arxiv|https?:|/abs/|/pdf/|\babs/|\bpdf/|\bdoi:|10\.48550|-|\bmath/|\bcs/)\S{0,12}\s*$",
    re.IGNORECASE,
)


def mend(text: str) -> str:
    """Return the text with identifiers and addresses put together that a line end had cut.

    The line end moves behind the fixed word, so that no line changes its number.
    """
    lines = text.split("\n")
    for index in range(len(lines) - 1):
        line = lines[index].rstrip()
        if not line or line[-1] not in _CUT_ENDS:
            continue
        tail = fold_width(line[-40:]).lower()
        if _may_go_on(tail, lines[index + 1]) and _CUT.search(tail):
            lines[index], lines[index + 1] = _mended(line, lines[index + 1])
    return "\n".join(lines)


def _may_go_on(line: str, following: str) -> bool:
    """Leave out what most lines begin with: only numbers and addresses go on."""
    word = next(iter(fold_width(following[:80]).lower().split(maxsplit=1)), "")
    if word[:1].isdigit() and "/" not in word:
        return (len(word) > 3 and word[:4].isdigit()) or bool(_ARXIV.search(line))
    return word[:1] == "." or "/" in word or "arxiv" in word


_CUT_ENDS = frozenset("-/.:0123456789：／－．")


def _mended(line: str, following: str) -> tuple[str, str]:
    both = f"{line}\n{following}"
    folded = fold_width(both)
    for shape in _BREAKS:
        for match in shape.finditer(folded):
            if match.start(2) <= len(line) < match.end(2):
                whole = both[: match.end(1)] + both[match.start(3) : match.end(3)]
                return whole, both[match.end(3) :]
    cut = _NUMBER_CUT.search(folded)
    if cut and _is_cut(cut):
        return both[: cut.start(3)] + cut[4], both[cut.end(4) :]
    return line, following


def _is_cut(match: re.Match[str]) -> bool:
    """A number is cut if both halves together make an identifier and the first alone does not."""
    whole = ArxivId.try_parse(match[2] + match[5])
    return whole is not None and ArxivId.try_parse(match[2]) is None
