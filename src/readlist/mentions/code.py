"""Which addresses are code repositories, and which of them belong to a paper."""

import re
from urllib.parse import urlsplit

from readlist.document_model import Block, Link, Role
from readlist.mentions import vocabulary
from readlist.patterns import pattern

_FORGES = frozenset(
    "github.com gitlab.com bitbucket.org gitee.com codeberg.org gitcode.com gitcode.net "
    "framagit.org salsa.debian.org git.sr.ht".split()
)
_NO_OWNER = frozenset(
    "topics features sponsors orgs about search explore marketplace trending collections "
    "notifications settings login join apps user-attachments users readme enterprise pricing "
    "security site contact stars events new issues pulls codespaces customer-stories".split()
)
_NO_CODE = frozenset(
    "issues pull pulls discussions actions stargazers network graphs wiki assets files milestones "
    "projects labels security contributors forks watchers releases edit raw pulse commits "
    "merge_requests -".split()
)
_PICTURE = pattern(
    r"\.(?:pdf|png|jpe?g|gif|svg|webp|mp4|pptx?|bib|csv|ya?ml|json|txt)$", re.IGNORECASE
)
_OTHER_LABEL = pattern(
    r"\b(?:data|datasets?|demo|slides|awesome|weights|checkpoints?|models?|blog|video|survey|"
    r"benchmark|list|poster|colab|supp\w*|bibtex)\b|数据集?|演示|幻灯片",
    re.IGNORECASE,
)
_OTHER_BEFORE = pattern(rf"(?:{_OTHER_LABEL.pattern})\s*[:：(（\[]\s*$", re.IGNORECASE)
_PASSING = pattern(
    r"\b(?:us(?:e|es|ed|ing)|bas(?:ed|es)|buil(?:ds?|t)|extend(?:s|ed)|adapt(?:s|ed)|"
    r"borrow(?:s|ed)|inspired|compared?|library|baselines?|fork|thanks?|similar|like|instead|"
    r"unlike|see also|cf)\b|基于|借鉴|参考了|类似|ベース",
    re.IGNORECASE,
)
_SENTENCE_END = pattern(r"[.!?]\s|[。！？\n]")
_LABEL_BEFORE = pattern(
    r"""(?:
        \b(?:codes?|github|gitlab|repo(?:sitor(?:y|ies))?|implementations?|implemented|source|gh
            |project|pytorch|tensorflow|jax|available)\b
        |代码|源码|开源|项目|仓库|程式碼|代碼|開源|專案                   # Chinese
        |\bimpl|\bquellcode|\bquelltext|\bcódigo|\bcodice|\bdépôt|\bкод  # European languages
        |コード|実装|코드|깃허브                                        # Japanese, Korean
    )
    (?:\s*(?:and|&|/|,)?\s*(?:                                        # "code and data are here"
        data|models?|link|url|page|地址|链接|库|主页
        |at|here|is|are|in|on|:|released|available|official
    ))*
    [\s:：=(（\[【-]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def repository(url: str) -> str:
    """Return the address if it is a repository, or a folder or file of its code, else ""."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    steps = [step for step in parts.path.split("/") if step]
    if host == "sourceforge.net" and steps[:1] == ["projects"] and len(steps) > 1:
        return _clean(url)
    known = host in _FORGES or (host.startswith(("gitlab.", "git.")) and len(steps) > 1)
    if not known or len(steps) < 2 or steps[0].lower() in _NO_OWNER:
        return ""
    if len(steps) > 2 and (steps[2].lower() in _NO_CODE - {"-"} or _PICTURE.search(steps[-1])):
        return ""
    return _clean(url)


def _clean(url: str) -> str:
    return re.sub(r"[?#].*$", "", url.strip()).rstrip(".,;")


def of_block(block: Block) -> list[tuple[Link, str]]:
    """Return the links of a block that lead to repositories, without pictures."""
    found = [(x, repository(x.url)) for x in block.links if not x.image and "/" in x.url]
    return [(link, url) for link, url in found if url]


def is_given(block: Block, link: Link) -> bool:
    """Return whether the block says that the link is a paper's code."""
    written = block.written(link)
    bare = "://" in written or not written.strip()
    if not bare and vocabulary.is_code_label(written) and not _OTHER_LABEL.search(written):
        return True
    start = max(link.start - 40, 0)
    ahead = block.text[start : link.start]
    return bool(_LABEL_BEFORE.search(ahead)) or _in_code_column(block, link)


def is_in_passing(block: Block, link: Link) -> bool:
    """Return whether the sentence mentions the link as something used or similar."""
    ahead = block.text[max(link.start - 100, 0) : link.start]
    return bool(_PASSING.search(_SENTENCE_END.split(ahead)[-1]))


def is_other(block: Block, link: Link) -> bool:
    """Return whether the block says that the link is something else: data, a demo, slides."""
    written = block.written(link)
    if "://" in written:
        ahead = block.text[max(link.start - 40, 0) : link.start]
        return bool(_OTHER_BEFORE.search(ahead)) and not _LABEL_BEFORE.search(ahead)
    short = len(written.split()) <= 4
    return short and bool(_OTHER_LABEL.search(written)) and not vocabulary.is_code_label(written)


def _in_code_column(block: Block, link: Link) -> bool:
    if block.role is not Role.ROW:
        return False
    heads = [cell.head for cell in block.cells if cell.start <= link.start <= cell.end]
    return any(vocabulary.is_code_label(head) for head in heads if head)
