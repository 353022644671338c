"""Words around papers that do not name them: labels, venues, dates, authors."""

import re
from functools import lru_cache
from pathlib import Path

from readlist.patterns import pattern
from readlist.text import fold_width

_EMOJI = pattern(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\u2190-\u21ff\u25a0-\u25ff]"
)
_EMOJI_ROWS = frozenset((*range(0x20, 0x2C), *range(0xD8, 0xDC), 0xFE))
"""The upper halves of the code units of which emoji consist, in UTF-16."""
_BEGINNING = pattern(rf"(?:{_EMOJI.pattern}|:[a-z][a-z0-9_+-]{{1,30}}:|\s)+")
_END = pattern(rf"(?:{_EMOJI.pattern}|:[a-z0-9_+-]{{1,30}}[a-z]:|\s)+")
"""For a reversed text, or the time would grow with the square of a run of spaces."""
_SHORTCODE = pattern(r":[a-z][a-z0-9_+-]{1,30}:")


def without_emoji(text: str) -> str:
    """Return the text without emoji, and with a space for each of their names, as ``:star:``."""
    if text and not (
        text.isascii() or _EMOJI_ROWS.isdisjoint(text.encode("utf-16-le", "replace")[1::2])
    ):
        text = _EMOJI.sub("", text)
    return _SHORTCODE.sub(" ", text) if text.count(":") > 1 else text


def without_ends(text: str) -> str:
    """Return the text without emoji and spaces at its ends."""
    text = text.strip()
    first = _BEGINNING.match(text) if _may_be_emoji(text[:1]) else None
    text = text[first.end() :] if first else text
    last = _END.match(text[::-1]) if _may_be_emoji(text[-1:]) else None
    return text[: len(text) - last.end()] if last else text


def _may_be_emoji(ch: str) -> bool:
    """Rule out what most texts begin and end with: the pattern takes long to compile."""
    return ch == ":" or not (ch < "\u200d" or "\u3000" <= ch < "\ufe00")


_BETWEEN_LABELS = pattern(r"\s*(?:[,/|+&，、：:・]|\band\b|\s[-–—]\s|\]\s*\[)\s*")
_NUMBERED = pattern(r"\s*\d{1,2}$")
_CODE = pattern(
    r"(?<![a-z])(?:codes?|github|gitlab|repos?|repository|repositories|implementation|source code|"
    r"gh|git|octocat|pytorch|tensorflow|jax|tf|torch|keras|official|source|src|software|"
    r"impl|quellcode|quelltext|dépôt|repositorio|codice|репозиторий|깃허브|実装|库|程式碼|代碼|開源|專案|代码|源码|开源|项目|仓库|コード|코드|código|код)(?![a-z])",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = pattern(
    rf"""(?:
        # "3rd May 2024", "May '24"
        (?:\d{{1,2}}(?:st|nd|rd|th)?[ ,.-]*)?{_MONTH}(?:[ ,.-]*\d{{1,2}}(?:st|nd|rd|th)?)?
        (?:[ ,.'’-]*(?:19|20)?\d\d)?
        # "2024-05-03", "2024年5月3日"
        |(?:19|20)\d\d(?:[-/.年]\d{{1,2}}(?:[-/.月]\d{{1,2}}日?)?月?|年)?
        |\d{{1,2}}[-/.]\d{{1,2}}(?:[-/.](?:19|20)?\d\d)?                  # "03/05/2024"
        |{_MONTH}\s*[-–]\s*{_MONTH}\s*\d{{4}}                            # "May - June 2024"
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_TH = frozenset("st nd rd th".split())
_DATE_MARKS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 ,.-'’–/年月日")
_ASCII_WORD = pattern(r"[a-z]+")
_VENUES = (
    "neurips|nips|icml|iclr|aaai|ijcai|acl|naacl|eacl|emnlp|coling|conll|tacl|findings|cvpr|"
    "iccv|eccv|wacv|bmvc|miccai|kdd|www|sigir|wsdm|recsys|cikm|icra|iros|corl|rss|icassp|"
    "interspeech|uai|aistats|colt|jmlr|tmlr|tpami|pami|ijcv|nature|science|pnas|cell|osdi|sosp|"
    "nsdi|mlsys|asplos|isca|micro|hpca|ppopp|sc|atc|eurosys|usenix|ccs|ndss|s&p|oakland|vldb|"
    "sigmod|icde|chi|uist|siggraph|siggraph asia|tog|3dv|acm mm|mm|arxiv|arxiv preprint|preprint|"
    "openreview|prl|prd|prx|jhep|apj|mnras|corr|collas|l4dc|automl|lrec|blog|techreport|"
    "tech report|technical report|workshop|spotlight|oral|poster|best paper|"
    "best paper award|survey"
)
_VENUE = pattern(
    rf"""(?:in\s+)?(?:proc(?:\.|eedings)?(?:[ ]of)?(?:[ ]the)?\s+)?   # "In Proceedings of the"
    (?:\d+(?:st|nd|rd|th)\s+)?(?:{_VENUES.replace(" ", "[ ]")})       # "37th NeurIPS"
    (?:[ -]?(?:findings|workshops?|oral|spotlight|poster|long|short|main|d&b|datasets?))*
    [ ,.'’-]*(?:(?:19|20)?\d\d)?                                     # "2023", "'23"
    (?:[ ,-]*(?:oral|spotlight|poster|workshop|best[ ]paper(?:[ ]award)?|outstanding[ ]paper
        |highlight|findings|accepted|to[ ]appear))*""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINAL = pattern(r"\d+(?:st|nd|rd|th)\s")
_VENUE_STARTS = ("in ", "proc", *_VENUES.split("|"), *"0123456789")
_SURNAME = r"(?:(?:van|von|de|der|den|du|da|di|le|la|el|al|ten)\s)*[^\W\d_][\w'’-]*"
_CITATION = pattern(
    rf"[\[(]?{_SURNAME}(?:\s+[^\W\d_][\w'’.-]*){{0,2}}"
    rf"(?:(?:\s*,\s*{_SURNAME})*,?\s*(?:and|&|und|et)\s+{_SURNAME}|,?\s+et\.?\s+al\.?|等人?)?"
    r"[\s,.]*[\[(]?(?:19|20)\d\d[a-z]?[\])]?[\])]?",
    re.UNICODE,
)
_ET_AL = pattern(
    rf"{_SURNAME}(?:\s*(?:&|and|,)\s*{_SURNAME})*(?:\s+\w+)?,?\s+et\.?\s*al\.?[\s,]*(?:\(?\d{{4}}[a-z]?\)?)?",
    re.IGNORECASE,
)
_COUNTED = pattern(r"\s*\(?\d{1,3}[.)](?=\s|[^\s\d.])\s*")
"""The most common numbering; the other forms take 1 ms to compile."""
_BEHIND_NUMBER = frozenset(".)）、．:/-–本件つ番位")
_NUMBER_WORDS = ("TODO", "DONE", "Title", "论文标题", "论文题目", "题目", "标题", "Name", "Paper")
_NUMBERING = pattern(
    rf"""\s*(?:
        [\[(]?(?:\d{{1,2}}:)?\d{{1,2}}:\d\d[\])]?\s+                           # "[1:02:31] "
        |\(?(?:\d{{1,3}}|[ivxIVX]{{2,5}})[.)）](?:\d{{1,2}}[.)]?)*
            (?=\s|[^\s\d.])\s*                                              # "1.2) ", "iv) "
        |\(?[a-zA-Z][)）]\s+|[a-z]\.\s+                                      # "(a) ", "b. "
        |\d{{1,2}}/\d{{0,2}}\s+                                              # "3/10 " of a thread
        |\d{{1,2}}(?:本目|件目|つ目|番目|位)\s*[：:、]?\s*                      # Japanese counters
        |\[\d{{1,3}}\]\s*|\#\d{{1,3}}[:.)]?\s+|[①-⑳❶-❿⓵-⓾]\s*            # "[3]", "#3: ", "③"
        |\d{{1,2}}(?:\.\d{{1,2}})+\.?\s+|§\s*\d[\d.]*\s*                    # "2.1.4 ", "§ 2"
        |\d{{1,3}}[、．)]\s*
        |[-*+•·◦▪‣–—]\s+|\[[ xX✓✗-]\]\s*                                    # bullets and boxes
        |\d{{1,2}}\s*[-–]\s+(?=[A-Z])                                        # "3 - Title"
        |(?:{"|".join(_NUMBER_WORDS)})\s*[:：]\s*                             # "Title: ..."
    )""",
    re.VERBOSE,
)
_CHINESE_NUMBERING = pattern(
    r"\s*(?:第?[一二三四五六七八九十百]{1,3}[、.．章节部]|[（(][一二三四五六七八九十]{1,3}[)）])\s*"
)
_FIELDS = frozenset(
    "author authors journal conference venue note notes comment comments remark remarks search "
    "source sources url urls doi status topic topics task tasks dataset datasets metrics method "
    "methods idea ideas point points contribution contributions summary abstract overview tl;dr "
    "tldr problem results result limitations limitation strengths weaknesses pros cons motivation "
    "background approach conclusion conclusions citation citations year date published publisher "
    "type tags keywords rating relevance takeaway takeaways takeaway(s) presenter presenters "
    "speaker speakers affiliation affiliations institution institutions thoughts review opinion "
    "keywords reference bibtex current official material materials when where time room".split()
)
"""Names of fields besides the title, before a colon, in entries and notes."""
_WHOSE = frozenset("my our your key main official short personal paper project reading".split())
_OWNED = ("'s", "’s")
_AND = frozenset({"", "and", "or", "und", "et"})
_YEAR = pattern(r"(?:19|20)\d\d[a-z]?[\])]{0,2}$")
_AND_OTHERS = pattern(r"et\.?\s*al", re.IGNORECASE)
_WITH = pattern(r"(?:joint(?:ly)? )?(?:work )?(?:with|by) [A-Z][\w.]*[ .]?[A-Z][\w'’-]+")
_HOST = pattern(r"(?:[\w-]+\.)+[a-z]{2,}/\S*\Z")
LETTER = pattern(r"[^\W\d_]")


def is_address(text: str) -> bool:
    """Return whether the text is an address, with or without ``https://``."""
    return "://" in text or text.startswith("www.") or bool(_HOST.match(text))


def bare(text: str) -> str:
    """Return the text without emoji, outer brackets and outer punctuation."""
    text = without_emoji(text)
    return text.strip(
        " \t\n\r()[]{}（）［］【】<>|*_`~:：,，;；.。!！/\\-–—•·・=+#'\"“”‘’「」《》→↗"
    )


def is_date(text: str) -> bool:
    """Return whether the text is a date, a month or a year, and nothing else."""
    low = text.lower()
    parts = _ASCII_WORD.findall(low)
    if not parts and (" " in text or low.isdecimal()):
        return len(text) == 4 and text[:2] in {"19", "20"}
    if not _DATE_MARKS.issuperset(low) or not all(x[:3] in _MONTHS or x in _TH for x in parts):
        return False
    return bool(_DATE.fullmatch(text))


def is_venue(text: str) -> bool:
    """Return whether the text is the name of a conference or journal, with or without its year."""
    low = text.lower()
    if not low.startswith(_VENUE_STARTS) or not low.replace("’", "").isascii():
        return False
    if low[:1].isdecimal() and not (low.startswith("3dv") or _ORDINAL.match(low)):
        return False
    return bool(_VENUE.fullmatch(text))


def is_label(text: str) -> bool:
    """Return whether the text describes a link and is not the paper's title."""
    return len(text) < 120 and _is_label(text)


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    short = " ".join(bare(fold_width(text)).split())
    if not short:
        return True
    if len(short) > 60:
        return False
    return all(map(_is_label_word, _BETWEEN_LABELS.split(short.casefold())))


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Return the labels of links by language, from `labels.txt`."""
    lines = Path(__file__).with_name("labels.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _is_label_word(word: str) -> bool:
    plain = _NUMBERED.sub("", word)
    return not plain or word in _labels() or plain in _labels() or is_date(word)


def is_field(text: str) -> bool:
    """Return whether a text is a field of an entry with its colon: "Authors:", "My comment: "."""
    head, mark, _ = text.replace("：", ":").partition(":")
    words = [word for word in re.split(r"[\s/&]+", bare(head).casefold()) if word not in _AND]
    if not mark or not 1 <= len(words) <= 3 or words[-1] not in _FIELDS:
        return False
    *before, _ = words
    return all(word in _FIELDS or word in _WHOSE or word.endswith(_OWNED) for word in before)


def is_code_label(text: str) -> bool:
    """Return whether the text says that a link leads to code."""
    if "octocat" in text:
        return True
    short = " ".join(bare(fold_width(text)).lower().split())
    return 0 < len(short) <= 40 and bool(_CODE.search(short))


def is_aside(text: str) -> bool:
    """Return whether a bracket's content is a date, a venue, a label or a citation."""
    return len(text) < 160 and _is_aside(text)


@lru_cache(maxsize=4096)
def _is_aside(text: str) -> bool:
    short = " ".join(bare(fold_width(text)).split())
    if not short or is_label(short) or is_date(short) or is_venue(short):
        return True
    if re.fullmatch(r"[\d\s.,:/+-]+|[a-z-]+(?:\.[A-Za-z-]{2,})?", short) and len(short) < 12:
        return bool(re.search(r"\d|\.", short)) or short in {"cs", "math", "stat"}
    if _WITH.match(short):
        return True
    return is_citation(short) and not short[0].isdigit()


def is_citation(text: str) -> bool:
    """Return whether the text names authors and a year, as in "Li et al. 2019"."""
    short = text.strip(" ,;:.()[]")
    if len(short) >= 80 or is_venue(short) or is_date(short):
        return False
    if short[:1].isalpha() and _YEAR.search(short) and _CITATION.fullmatch(short):
        return True
    return bool(_AND_OTHERS.search(short)) and bool(_ET_AL.fullmatch(short))


def without_numbering(text: str) -> str:
    """Return the text without the numbering or bullet before it: ``1)``, ``[3]``, ``- [ ]``."""
    for _ in range(4):
        match = _COUNTED.match(text)
        if not match and _may_be_numbered(text.lstrip()[:6]):
            match = _NUMBERING.match(text)
        if not match or match.end() >= len(text):
            break
        text = text[match.end() :]
    return text


def _may_be_numbered(head: str) -> bool:
    """Rule out what begins with a word, as most texts do: see `_NUMBERING`."""
    if head[:1].isdecimal():
        behind = head.lstrip("0123456789")
        return len(head) - len(behind) < 4 and behind.lstrip()[:1] in _BEHIND_NUMBER
    if not head[:1].isalpha():
        return True
    return head[1:2] in tuple(".)）") or head[0] in "ivxIVX" or head.startswith(_NUMBER_WORDS)


def heading(text: str) -> str:
    """Return a heading without Arabic and Roman numbering, emoji and marks."""
    text = without_emoji(text)
    text = without_numbering(" ".join(text.split()))
    return text.strip(" \t#*_`~:：|-–—¶").strip()


def topic(theme: str) -> str:
    """Return a theme as a topic: without Chinese numbering, too."""
    return heading(_CHINESE_NUMBERING.sub("", theme, count=1))
