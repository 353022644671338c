"""Lists as people write them by hand, for property tests: regular ones and odd ones."""

import tomllib
from typing import Any

from hypothesis import strategies as st

_HEADERS = (
    "[[paper]]",
    "[[ paper ]]",
    "\t[[paper]]",
    '[["paper"]]',
    "[['paper']] # one",
    "  [[paper]]",
)
_EQUALS = ("=", " = ", "\t=  ", "= ")
_COMMENTS = ("", "", "", "  # by hand", " # [[paper]]", '\t# a "quote')
_TITLES = (
    '"A Small Wind"',
    "'lit # eral'",
    '"tab\\t and \\"quotes\\""',
    '"""\nfolded \\\n  title"""',
)
_TOPICS = (
    '["moe"]',
    '[ "moe" , "attention", ]',
    '[\n    "moe",   # the first\n    # not sure about this one\n    "attention",\n]',
    "[]",
)
_NOTES = (
    '"one line"',
    '"""\n2026-11-22  as in\n[[paper]]\nid = "9901.00001"\n"""',
    "'''\n[[paper]] # \"\"\" no end\n'''",
    '"""ends in a quote""""',
    '""',
)
_OWN = (
    'mood{eq}"curious"{c}',
    '"my key"{eq}[1, 2.5, {{ a = 1 }}]{c}',
    "rating.depth{eq}3{c}",
    "when{eq}2026-11-21T10:00:00Z{c}",
    "tags{eq}[\n  [1, 2], # pair\n  [],\n]",
)
_BETWEEN = ("", "\n", "\n\n", "# a remark\n", "\n# the next one matters\n\n", "   \n")
_HEADS = (
    "",
    "schema = 1\n",
    "# mine\nschema = 1 # layout\n\n",
    "\n\n",
    'me = "x [[paper]] y"\n[shop]\na = 1\n',
)
_IDS = (*(f"2401.{n:05d}" for n in range(1, 9)), "hep-th/9901001", "math.GT/0309136")


@st.composite
def _key(draw: st.DrawFn, name: str, values: tuple[str, ...]) -> str:
    spelt = draw(st.sampled_from((name, name, name, f'"{name}"', f"'{name}'")))
    indent = draw(st.sampled_from(("", "", "\t", "  ")))
    comment = draw(st.sampled_from(_COMMENTS))
    return (
        f"{indent}{spelt}{draw(st.sampled_from(_EQUALS))}{draw(st.sampled_from(values))}{comment}\n"
    )


@st.composite
def _paper(draw: st.DrawFn, identifier: str) -> str:
    lines = [draw(_key("id", (f'"{identifier}"', f"'{identifier}'")))]
    optional = {
        "title": _TITLES,
        "topics": _TOPICS,
        "status": ('"unread"', "'read'", '"reading"', '"someday"'),
        "star": ("true", "false"),
        "added": ("2026-11-01", "2026-11-01T09:30:00", '"2026-11-01"'),
        "notes": _NOTES,
    }
    for name, values in optional.items():
        if draw(st.booleans()):
            lines.append(draw(_key(name, values)))
    for own in draw(st.lists(st.sampled_from(_OWN), max_size=2, unique=True)):
        equals, comment = draw(st.sampled_from(_EQUALS)), draw(st.sampled_from(_COMMENTS))
        lines.append(own.format(eq=equals, c=comment) + "\n")
    lines = draw(st.permutations(lines))
    header = draw(st.sampled_from(_HEADERS)) + "\n"
    sub = draw(
        st.sampled_from(("", "", "", "[paper.links]\nweb = 'w'\n", "[[paper.talk]]\nat = 1\n"))
    )
    return header + draw(st.sampled_from(("", "# inside\n", "\n"))) + "".join(lines) + sub


@st.composite
def list_texts(draw: st.DrawFn, *, most: int = 4, doubled: bool = True) -> str:
    """Give the text of a list whose papers are ``[[paper]]`` tables; with its byte order mark."""
    ids = draw(st.lists(st.sampled_from(_IDS), max_size=most, unique=not doubled))
    text = draw(st.sampled_from(_HEADS))
    for identifier in ids:
        text += draw(_paper(identifier)) + draw(st.sampled_from(_BETWEEN))
    if ids and draw(st.integers(0, 5)) == 0:
        text += "[other]\nx = 1\n"
    if draw(st.integers(0, 3)) == 0:
        text = text.rstrip("\n")
    if draw(st.integers(0, 3)) == 0:
        text = text.replace("\n", "\r\n")
    return ("\ufeff" if draw(st.integers(0, 5)) == 0 else "") + text


ODD_LISTS = {
    "inline": 'schema = 1\npaper = [{id = "2401.00001"}, {id = "2401.00002", star = true}]\n',
    "dotted": 'paper = [{id = "2401.00001", a.b = 1}]\n',
    "array looks like a header": 'x = [\n[["paper"]]\n]\n[[paper]]\nid = "2401.00001"\n',
    "escaped header": '[["p\\u0061per"]]\nid = "2401.00001"\n[[paper]]\nid = "2401.00002"\n',
    "foreign table between": (
        '[[paper]]\nid = "2401.00001"\n[other]\nx = 1\n[[paper]]\nid = "2401.00002"\n'
    ),
    "escaped key": '[[paper]]\nid = "2401.00001"\n"st\\u0061tus" = "unread"\n',
    "dotted topics": '[[paper]]\nid = "2401.00001"\ntopics.a = 1\n',
    "no papers": "schema = 1\n",
    "empty": "",
    "blank": "\n\n",
    "comment without end": "# mine",
}
"""Lists in forms that nobody should choose, each valid TOML."""


def meaning(text: str) -> dict[str, Any]:
    """Return what a text means to the standard library's parser."""
    return tomllib.loads(text.removeprefix("\ufeff"))


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
_texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=60)

values = st.one_of(
    st.fixed_dictionaries({"status": st.sampled_from(["read", "unread", "skipped", None])}),
    st.fixed_dictionaries({"star": st.sampled_from([True, None])}),
    st.fixed_dictionaries({"notes": st.one_of(_texts, st.none())}),
    st.fixed_dictionaries({"topics": st.one_of(st.lists(_words, max_size=4), st.none())}),
    st.fixed_dictionaries(
        {"finished": st.one_of(st.dates(), st.none()), "version": st.integers(1)}
    ),
    st.fixed_dictionaries({"title": _words, "authors": st.lists(_words, max_size=12)}),
)
"""Keys to set for a paper, as commands do; None takes a key away."""

changes = st.lists(
    st.one_of(
        st.tuples(st.just("update"), st.sampled_from(_IDS), values),
        st.tuples(st.just("remove"), st.sampled_from(_IDS), st.just({})),
        st.tuples(st.just("append"), st.sampled_from(_IDS), st.builds(dict, title=_words)),
    ),
    min_size=1,
    max_size=4,
)
"""What one command may do to the papers."""
