"""Three to five copies of a list, changed and merged in any order, agree in the end.

A model decides what they have to say: plain sets and values, merged by the rules in a few lines.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.sync import merge
from support.sync_kit import adding, noting, papers, removing, setting, tagging

_IDS = [f"2401.{number:05d}" for number in range(1, 7)]
_RANK = ["inbox", "unread", "skipped", "reading", "read"]
_START = "schema = 1\n" + "".join(
    f'\n[[paper]]\nid = "{one}"\ntitle = "Paper {one}"\nstatus = "unread"\n' for one in _IDS[:3]
)

Values = dict[str, Any]
Model = dict[str, Values]
_NEW: Values = {"status": "unread", "star": False, "notes": frozenset(), "topics": frozenset()}


@dataclass
class Copy:
    """One copy of the list, what it had after its last sync, and what the model says of both."""

    text: str = _START
    base: str = _START
    model: Model = field(default_factory=lambda: {one: dict(_NEW) for one in _IDS[:3]})
    model_base: Model = field(default_factory=lambda: {one: dict(_NEW) for one in _IDS[:3]})


def modelled(base: Model, ours: Model, theirs: Model) -> Model:
    """Return what the merge has to say."""
    merged: Model = {}
    for one in {*ours, *theirs}:
        if one not in ours or one not in theirs:
            side = ours.get(one) or theirs[one]
            if one not in base or side != base[one]:  # new, or changed by a person
                merged[one] = side
            continue
        old, mine, yours = base.get(one, _NEW), ours[one], theirs[one]
        merged[one] = {}
        for key in _NEW:
            before, here, there = old[key], mine[key], yours[key]
            if isinstance(here, frozenset):
                merged[one][key] = (here | there) - (before - here) - (before - there)
            elif here == before:
                merged[one][key] = there
            elif there == before:
                merged[one][key] = here
            else:
                merged[one][key] = max(here, there, key=_RANK.index) if key == "status" else here
    return merged


def acted(copy: Copy, act: str, one: str, number: int) -> None:
    """Change a copy and its model alike."""
    known = copy.model.get(one)
    if act == "add" and known is None:
        copy.text = adding(one, title=f"Paper {one}")(copy.text)
        copy.model[one] = dict(_NEW)
    elif known is None:
        return
    elif act == "remove":
        copy.text = removing(one)(copy.text)
        del copy.model[one]
    elif act == "note":
        line = f"2026-11-{number % 28 + 1:02d}  line {number}"
        copy.text = noting(one, line)(copy.text)
        copy.model[one] = known | {"notes": known["notes"] | {line}}
    elif act == "topic":
        copy.text = tagging(one, f"topic-{number}")(copy.text)
        copy.model[one] = known | {"topics": known["topics"] | {f"topic-{number}"}}
    elif act == "star":
        copy.text = setting(one, star=None if known["star"] else True)(copy.text)
        copy.model[one] = known | {"star": not known["star"]}
    elif act in _RANK:
        copy.text = setting(one, status=act)(copy.text)
        copy.model[one] = known | {"status": act}


def said(text: str) -> Model:
    """Return what a list says, in the model's words."""
    return {
        one: {
            "status": table["status"],
            "star": table.get("star", False),
            "notes": frozenset(table.get("notes", "").split("\n")) - {""},
            "topics": frozenset(table.get("topics", ())),
        }
        for one, table in papers(text).items()
    }


_ACTS = st.tuples(
    st.integers(0, 4),
    st.sampled_from(["sync", "add", "remove", "note", "topic", "star", *_RANK]),
    st.sampled_from(_IDS),
)


@settings(max_examples=150)
@given(st.integers(3, 5), st.lists(_ACTS, max_size=60))
def test_all_copies_agree(count: int, acts: list[tuple[int, str, str]]) -> None:
    """After a last round all copies hold the same, and what the model says."""
    copies = [Copy() for _ in range(count)]
    hub = Copy()

    def sync(copy: Copy) -> None:
        merged = merge(copy.base.encode(), copy.text.encode(), hub.text.encode()).raw.decode()
        model = modelled(copy.model_base, copy.model, hub.model)
        copy.text = copy.base = hub.text = merged
        copy.model = hub.model = model
        copy.model_base = dict(model)
        copy.model, hub.model = dict(model), dict(model)
        assert said(merged) == model

    for number, (which, act, one) in enumerate(acts):
        copy = copies[which % count]
        if act == "sync":
            sync(copy)
        else:
            acted(copy, act, one, number)
    for copy in [*copies, *copies]:
        sync(copy)
    assert {copy.text for copy in copies} == {hub.text}
