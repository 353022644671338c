"""What the rows of tables say, by the headings of columns: titles, blurbs, topics, marks, notes."""

import re

from readlist.document_model import Block, Cell
from readlist.mentions import blurbs, references, titles, vocabulary
from readlist.mentions.blurbs import masked
from readlist.mentions.sighting import Mention
from readlist.mentions.titles import Grade, Title
from readlist.patterns import pattern
from readlist.reading_marks import Marks, asks_for, marks_of

_TITLE_HEAD = pattern(
    r"""^\W*(?:
        papers?|title|name|paper[ ](?:title|name)|work|article|publication
        |论文|标题|题目|论文名称                 # Chinese
        |論文|タイトル|제목|논문                 # Japanese, Korean
        |titel|titre|título                  # European languages
    )\W*$
    |title|标题|题目                          # "Title (year)"
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_TITLE_HEAD = pattern(r"publication\W*$|journal|venue|book ?title|conference", re.IGNORECASE)
"""Columns that hold titles, or places of publication if another column is called Title."""
_TOPIC_HEAD = pattern(
    r"""topics?|categor(?:y|ies)|themes?|areas?|fields?|sections?|tags?|subjects?|key[ ]?words?
    |labels?
    |thema|kategorie|schlagwort|schlagw(?:ö|oe)rter                       # German
    |thème|catégorie|mots?[- ]clés?|étiquettes?                            # French
    |tema|categoría|etiquetas?|palabras[ ]clave                            # Spanish
    |тема|теги|ключевые[ ]слова                                            # Russian
    |分类|类别|类目|主题|方向|领域|标签|关键词                               # Chinese
    |カテゴリ|分野|タグ|キーワード|주제|분야|태그|키워드                     # Japanese, Korean
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FOLDER_HEAD = pattern(r"folders?|collections?|ordner|dossier|carpeta|cartella", re.IGNORECASE)
_NAME_HEAD = pattern(
    r"models?|methods?|approach(?:es)?|algorithms?|systems?|模型|方法|算法|モデル|手法|모델",
    re.IGNORECASE,
)
"""Columns of the short names by which papers are known."""
_GROUP_HEAD = pattern(
    r"categor(?:y|ies)|topics?|themes?|types?|groups?|areas?|tasks?|分类|类别|类型", re.IGNORECASE
)
_NO_FOLDERS = frozenset("unread archive starred inbox unsorted none null".split())
_LISTED = pattern(r"[\"']*\s*[,;|\n、，；]\s*[\"']*")
_HASH = pattern(r"(?:^|\s)#(?=\w)")
_MOST_TAGS = 20
_LONGEST_THEME = 60
_BLURB_HEAD = pattern(
    r"description|summary|tl;?dr|notes?$|comments?|remarks?|highlights?|takeaways?|简介|说明|总结|"
    r"备注|内容|概要|introduction|contribution|idea",
    re.IGNORECASE,
)


def name(block: Block, mention: Mention) -> tuple[Title | None, str]:
    """Return the title and blurb that a row gives to the paper it mentions."""
    column = next((c for c in block.cells if c.start <= mention.start <= c.end), None)
    written = block.text[mention.start : mention.end] if mention.link else ""
    linked = references.title_of_link(written) if written else ""
    cell = _title_cell(block)
    whole = len(linked.split()) > 3
    if linked and (whole or cell is None or cell == column or not _TITLE_HEAD.search(cell.head)):
        blurb = _row_blurb(block, column, linked)
        return (Title(linked, Grade.LINKED), blurb)
    if cell is None:
        return None, ""
    title, rest = _parted_cell(block, cell)
    if not titles.is_title(title):
        return (Title(linked, Grade.LINKED) if linked else None, rest)
    return (Title(title, Grade.LINKED), _described(block, cell) or blurbs.own_lines(rest))


def _title_cell(block: Block) -> Cell | None:
    headed = [c for c in block.cells if c.head and _TITLE_HEAD.search(c.head)]
    headed.sort(key=lambda cell: bool(_NO_TITLE_HEAD.search(cell.head)))
    for cell in headed:
        if titles.is_title(_parted_cell(block, cell)[0]):
            return cell
    # What groups rows comes last: "Closed source | GShard".
    for cell in sorted(block.cells, key=lambda c: bool(_GROUP_HEAD.fullmatch(c.head.strip()))):
        told = _TITLE_HEAD.search(cell.head) or _NAME_HEAD.fullmatch(cell.head.strip())
        other = bool(cell.head) and not told
        if not (other and (_BLURB_HEAD.search(cell.head) or vocabulary.is_aside(cell.head))):
            text = _parted_cell(block, cell)[0]
            if titles.is_title(text) and not vocabulary.is_aside(text):
                return cell
    return None


def theme(block: Block) -> str:
    """Return the theme in a row's column of topics; empty if there is none.

    Of several tags it is the first, which is most like a heading.
    """
    for heads in (_FOLDER_HEAD, _TOPIC_HEAD):
        for cell in block.cells:
            if heads.fullmatch(cell.head.strip()) and (found := _tags(block, cell)):
                return found[0]
    return ""


def topics(block: Block) -> tuple[str, ...]:
    """Return all tags in a row's columns of topics."""
    cells = (cell for cell in block.cells if _TOPIC_HEAD.fullmatch(cell.head.strip()))
    found = dict.fromkeys(tag for cell in cells for tag in _tags(block, cell))
    return tuple(found)[:_MOST_TAGS]


def _tags(block: Block, cell: Cell) -> list[str]:
    """Return the topics in a cell: separated by commas and the like, or by ``#``."""
    written = block.text[cell.start : cell.end].strip(" []\"'")
    links = [x for x in block.links if cell.start <= x.start < x.end <= cell.end]
    parts = [block.written(link) for link in links] if len(links) > 1 else _LISTED.split(written)
    words = (word for part in parts for word in _HASH.split(part))
    tags = (vocabulary.heading(word) for word in words)
    return [tag for tag in tags if _is_topic(tag)]


def _is_topic(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_THEME and text.lower() not in _NO_FOLDERS


def row_title(block: Block) -> str:
    """Return the title in a row of a table."""
    links = (block.written(link) for link in block.links if not link.image)
    linked = next((x for x in map(references.title_of_link, links) if len(x.split()) > 3), "")
    cell = _title_cell(block)
    headed = cell is not None and bool(_TITLE_HEAD.search(cell.head))
    named = _parted_cell(block, cell)[0] if cell else ""
    return linked or (named if headed or len(named.split()) > 2 else "")


def _parted_cell(block: Block, cell: Cell) -> tuple[str, str]:
    text = masked(block)[cell.start : cell.end]
    marks = tuple(
        (a - cell.start, b - cell.start)
        for a, b in block.marks
        if cell.start <= a and b <= cell.end
    )
    title, rest = titles.parted(re.sub("\x01", " ", text) if "\x01" in text else text, marks)
    return title, rest


def _described(block: Block, cell: Cell) -> str:
    for other in block.cells:
        if other != cell and other.head and _BLURB_HEAD.search(other.head):
            text = masked(block)[other.start : other.end].replace("\x01", " ")
            if text.strip() and not vocabulary.is_label(text):
                return blurbs.shortened(text)
    return ""


def _row_blurb(block: Block, column: Cell | None, title: str) -> str:
    if column is None:
        return ""
    described = _described(block, column)
    if described:
        return described
    text = masked(block)[column.start : column.end]
    _, found, rest = text.partition(title)
    return blurbs.own_lines(rest) if found else ""


_SHEETS = frozenset({"csv", "xlsx", "ods"})
"""Kinds of documents that people keep for themselves, so that notes in them are their own."""
_OWN_NOTES = pattern(
    r"(?:my|own|personal|private|reading) (?:notes?|comments?|remarks?|review)|thoughts|"
    r"(?:meine|eigene) (?:notizen|anmerkungen)|mes notes|mis notas|我的笔记|笔记|個人メモ|내 메모",
    re.IGNORECASE,
)
_NOTES = pattern(
    r"notes?|comments?|remarks?|annotations?|notizen?|anmerkung(?:en)?|bemerkung(?:en)?|kommentare?|"
    r"remarques?|commentaires?|notas?|comentarios?|comentários?|appunti|заметки|комментари[ий]|"
    r"备注|備註|评论|メモ|コメント|備考|메모|비고",
    re.IGNORECASE,
)


def marks(block: Block) -> Marks:
    """Return the reading marks in a row's columns; columns with links hold other things."""
    heads = [cell for cell in block.cells if cell.head and asks_for(cell.head)]
    own = [cell for cell in heads if not _has_link(block, cell)]
    return marks_of((cell.head, block.text[cell.start : cell.end]) for cell in own)


def notes(block: Block, kind: str) -> str:
    """Return the reader's own notes of a row.

    Args:
        block: A row.
        kind: The document's kind: in a spreadsheet every column of notes is the reader's.
    """
    sheet = kind in _SHEETS
    found = (
        block.text[cell.start : cell.end].strip()
        for cell in block.cells
        if _OWN_NOTES.fullmatch(cell.head.strip())
        or (sheet and _NOTES.fullmatch(cell.head.strip()))
    )
    return "\n".join(filter(None, found))


def _has_link(block: Block, cell: Cell) -> bool:
    return any(cell.start <= link.start < cell.end for link in block.links)
