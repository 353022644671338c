"""What readers note about a paper: how far they are, how good it is, and since when.

Spreadsheets, note programs and reference managers keep it under many names and in many languages.
The words are those of the interfaces and templates of Zotero, JabRef, BibDesk, Notion, Airtable,
Obsidian, Goodreads and Pocket, and what people write into tables of their own.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from readlist.lazy import lazy
from readlist.patterns import pattern

if TYPE_CHECKING:
    from readlist.texts import dates
else:
    dates = lazy("readlist.texts.dates")  # most documents have no column of days

_LONGEST = 60
"""Characters of a value; a longer one is a text, and no mark."""


class Marks(NamedTuple):
    """What a reader noted; what they did not is empty."""

    status: str = ""
    """In readlist's own words."""
    star: bool = False
    rating: str = ""
    """A number where it is one of five, else as it is written."""
    added: str = ""
    """The day it came onto their list, ISO 8601."""
    finished: str = ""
    """The day they had read it, ISO 8601."""
    due: str = ""
    """The day by which they want to have read it, ISO 8601."""
    understood: tuple[str, ...] = ()
    """The names under which something was understood."""
    untold: tuple[tuple[str, str], ...] = ()
    """Names, and values under them that mean nothing that a list keeps."""

    def joined(self, other: "Marks") -> "Marks":
        """Return these marks, and those of another place where these say nothing."""
        return Marks(
            self.status or other.status,
            self.star or other.star,
            self.rating or other.rating,
            self.added or other.added,
            self.finished or other.finished,
            self.due or other.due,
            self.understood + other.understood,
            self.untold + other.untold,
        )


NO_MARKS = Marks()


def plain(text: str) -> str:
    """Return a name or a value without what people vary: case, blanks, signs."""
    return re.sub(r"[\W_]+", "", text).lower()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STATUS = _words(
    "status state readstatus readingstatus readingstate readstate progress readingprogress shelf "
    "exclusiveshelf lesestatus lesestand stand statut statutdelecture estado estadodelectura stato "
    "statodilettura статус статусчтения 状态 阅读状态 阅读进度 进度 進度 状態 閱讀狀態 "
    "読書状況 進捗 ステータス 상태 읽기상태 진행상태"
)
_IS_READ = _words(
    "read isread readyet readit alreadyread hasread done finished completed gelesen schongelesen "
    "lu luounon leído leido letto lido прочитано 已读 已讀 是否已读 是否读完 读完 "
    "読了 既読 読んだ 읽음 완료"
)
"""Questions to which a tick is the answer."""
_STAR = _words(
    "star starred favorite favourite favorites favourites fav isfavorite favorit favori favorito "
    "preferito избранное 收藏 星标 お気に入り 즐겨찾기"
)
_RATING = _words(
    "rating myrating ratings ranking personalrating bewertung évaluation evaluation calificación "
    "valoración valutazione оценка 评分 我的评分 評価 평점 별점"
)
_ADDED = _words(
    "added addedon addedat dateadded datesaved savedon savedat timeadded hinzugefügt "
    "hinzugefügtam ajoutéle fechadeadición aggiuntoil добавлено датадобавления 添加日期 添加时间 "
    "收录日期 追加日 추가일"
)
_FINISHED = _words(
    "dateread readon readat readdate datefinished finishedon finishdate finisheddate enddate "
    "datecompleted completedon completiondate readingdate gelesenam beendet beendetam lule "
    "dateoflecture datedelecture fechadelectura leídoel lettoil датапрочтения 读完日期 阅读日期 "
    "读完时间 閱讀日期 読了日 読んだ日 읽은날 읽은날짜 완독일"
)
_DUE = _words("due duedate readby deadline fällig fälligam échéance fechalímite scadenza срок "
              "截止日期 期限 締切 마감일 마감")  # fmt: skip
_ASKED = {
    "status": _STATUS, "is read": _IS_READ, "star": _STAR, "rating": _RATING, "added": _ADDED,
    "finished": _FINISHED, "due": _DUE,
}  # fmt: skip
_NAMES = {name: what for what, names in _ASKED.items() for name in names}

_STATES = {
    "read": _words(
        "read done finished finish complete completed fullyread alreadyread skimmed archive "
        "gelesen fertig erledigt abgeschlossen lu lue terminé leído leida letto letta finito lido "
        "прочитано прочитана прочитал готово 已读 已讀 读完 已读完 已完成 完成 "
        "読了 既読 読んだ 완료 읽음 다읽음 완독"
    ),
    "reading": _words(
        "reading inprogress currentlyreading nowreading started ongoing doing wip halfread "
        "partiallyread partlyread begonnen angefangen inarbeit amlesen leseich encours "
        "encoursdelecture leyendo enprogreso encurso incorso inlettura lendo читаю вработе "
        "впроцессе 在读 正在读 阅读中 进行中 讀中 閱讀中 读中 読書中 読んでる 進行中 읽는중 진행중"
    ),
    "unread": _words(
        "unread toread notread notyetread notstarted notyet tbr todo readlater toberead "
        "wanttoread planned backlog queue queued next ungelesen nichtgelesen zulesen nochzulesen "
        "nichtbegonnen àlire alire nonlu nonlue noncommencé porleer sinleer noleído sinempezar "
        "pendiente daleggere nonletto noniniziato porler nãolido непрочитано кпрочтению неначато "
        "未读 未讀 待读 待讀 想读 要读 未开始 未開始 未読 読みたい 未着手 "
        "안읽음 읽을예정 읽기전 시작전 시작안함"
    ),
    "skipped": _words(
        "skipped skip abandoned dropped notrelevant irrelevant wontread dnf didnotfinish ignored "
        "verworfen übersprungen abandonné abandonado descartado abbandonato брошено пропущено "
        "放弃 弃读 放棄 跳过 跳過 スキップ 中断 건너뜀 중단"
    ),
    "inbox": _words("inbox posteingang eingang 收件箱 受信箱"),
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}
_TASKS = {
    "X": "read", "DONE": "read", "TODO": "unread", "LATER": "unread", "NEXT": "unread",
    "SOMEDAY": "unread", "DOING": "reading", "NOW": "reading", "READING": "reading",
    "STARTED": "reading", "CANCELED": "skipped", "CANCELLED": "skipped",
}  # fmt: skip
"""Keywords of Org and Logseq."""
_YES = _words("x y yes true 1 ja j oui o sí si sim да 是 対 はい 예 네 ok o v") | {"✓", "✔"}
_NO = _words("n no false 0 nein non não нет 否 いいえ 아니오 아니요") | {"-", "–", "—"}
_TICKS, _CROSSES = "✓✔☑✅🗹🆗●⬤", "✗✘☐❌⬜◻□✖○"
_SIGN = pattern("[\ufe0e\ufe0f]")
_PERCENT = pattern(r"(\d{1,3})\s*%")
_FRACTION = pattern(r"(\d{1,2}(?:[.,]\d)?)\s*(?:/|von|of|out of)\s*5")
_PLAIN_NUMBER = pattern(r"\d{1,2}(?:[.,]\d{1,2})?")
_STARS = pattern(r"(?:[★⭐🌟✭✮*]\ufe0f?\s*){1,5}(?:[☆✩]\s*){0,4}")
_SERIAL = pattern(r"[2-7]\d{4}(?:\.\d+)?")
_EPOCH = pattern(r"1\d{9}")
_SPREADSHEET_BEGINS = date(1899, 12, 30)
_UNIX_BEGINS = date(1970, 1, 1)
_PUBLISHING = _words(
    "published accepted submitted underreview inreview inpress preprint forthcoming draft toappear "
    "rejected revision openaccess final online unpublished withdrawn active inactive ok open closed"
)
"""What a status of a publication says, and not of its reading."""


def asks_for(name: str) -> str:
    """Return what a name asks for: ``status``, ``finished`` ...; empty if it is none of these."""
    return _NAMES.get(plain(name), "")


def marks_of(pairs: Iterable[tuple[str, str]]) -> Marks:
    """Return what values under names say of reading.

    Args:
        pairs: Names of columns or fields, and what is written there.
    """
    found: dict[str, str] = {}
    understood: list[str] = []
    untold: list[tuple[str, str]] = []
    for name, written in pairs:
        what = asks_for(name)
        value = " ".join(_SIGN.sub("", written).split())
        if not what or not value or len(value) > _LONGEST:
            continue
        told = _READERS[what](value)
        if told is None:
            untold += [] if plain(value) in _PUBLISHING else [(name.strip(), value)]
            continue
        understood.append(name)
        if what == "is read" and told[:1].isdecimal():
            found.setdefault("finished", told)
        elif what == "is read":
            found.setdefault("status", told)
        elif told:
            found[what] = told
    if found.get("finished"):
        found.setdefault("status", "read")
    return Marks(
        status=found.get("status", ""),
        star=found.get("star") == "yes",
        rating=found.get("rating", ""),
        added=found.get("added", ""),
        finished=found.get("finished", "") if found.get("status") == "read" else "",
        due=found.get("due", ""),
        understood=tuple(understood),
        untold=tuple(untold),
    )


def status_of(text: str) -> str:
    """Return the status that a text names; empty if it names none."""
    return _status(" ".join(text.split())) or ""


def state_of(word: str) -> str:
    """Return the status that a box or a keyword of a task stands for: ``x``, ``TODO``."""
    return _TASKS.get(word.strip(" []").upper(), "unread" if word.strip() == "[ ]" else "")


def status_of_tag(tag: str) -> str:
    """Return the status that a tag stands for, as people tag papers: ``/unread``, ``to read``.

    A bare ``read`` or ``reading`` is a topic like any other.
    """
    word = tag.strip()
    state = _STATE_OF.get(plain(word), "")
    meant = word[:1] in "/_!#@" or (state == "unread" and plain(word) not in {"next", "todo"})
    return state if meant else ""


def _status(value: str) -> str | None:
    share = _PERCENT.fullmatch(value)
    if share:
        part = int(share[1])
        return "read" if part >= 100 else "reading" if part else "unread"
    return _STATE_OF.get(plain(value)) or _ticked(value, "read", "unread")


def _is_read(value: str) -> str | None:
    """Return whether it is read, or since which day."""
    return _ticked(value, "read", "unread") or _status(value) or _day(value)


def _ticked(value: str, yes: str, no: str) -> str | None:
    """Return one of two words for a tick, a cross or a word that says the same."""
    if value[0] in _TICKS or value.lower() in _YES:
        return yes
    if value[0] in _CROSSES or value.lower() in _NO:
        return no
    return None


def _star(value: str) -> str | None:
    return "yes" if value[0] in "★⭐🌟❤♥" else _ticked(value, "yes", "")


def _rating(value: str) -> str | None:
    if _STARS.fullmatch(value):
        return str(sum(ch in "★⭐🌟✭✮*" for ch in value))
    of_five = _FRACTION.fullmatch(value)
    number = of_five[1] if of_five else value if _PLAIN_NUMBER.fullmatch(value) else ""
    if number:
        return "" if float(number.replace(",", ".")) == 0 else number.replace(",", ".")
    return value if re.fullmatch(r"\d{1,2}\s*/\s*\d{1,3}|[A-F][+-]?", value) else None


def _day(value: str) -> str | None:
    """Return a day, ISO 8601; None where no whole date is told."""
    if _SERIAL.fullmatch(value):
        return (_SPREADSHEET_BEGINS + timedelta(days=int(float(value)))).isoformat()
    if _EPOCH.fullmatch(value):
        return (_UNIX_BEGINS + timedelta(seconds=int(value))).isoformat()
    told = dates.date_in(value)
    return told if len(told) == len("2023-10-10") else None


_READERS = {
    "status": _status, "is read": _is_read, "star": _star, "rating": _rating, "added": _day,
    "finished": _day, "due": _day,
}  # fmt: skip
