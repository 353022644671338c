"""The merge of two lists: every pair of single changes, the rules, and what always holds."""

import itertools
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import FileError, ReadlistError
from readlist.list_file import ListEditor
from readlist.sync import DoubtError, merge
from readlist.sync.merging import _gaps
from support.list_texts import changes, list_texts, meaning
from support.sync_kit import BASE, CHANGES, adding, edited, lost, noting, papers, removing, setting

TWO = "2401.00002"
NOTES = papers(BASE)[TWO]["notes"]


def values(raw: bytes) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return what a list says, without its order."""
    data = tomllib.loads(raw.decode().removeprefix("\ufeff"))
    data.pop("paper", None)
    return data, papers(raw)


def both(ours: str, theirs: str, base: str | None = BASE) -> dict[str, dict[str, Any]]:
    """Merge both ways, check that they agree and that nothing changes any more; give the papers."""
    old = None if base is None else base.encode()
    merged = merge(old, ours.encode(), theirs.encode())
    other = merge(old, theirs.encode(), ours.encode())
    assert values(merged.raw) == values(other.raw)
    swapped = {(d.paper, d.key, d.kept, d.lost, not d.ours) for d in other.decisions}
    assert {(d.paper, d.key, d.kept, d.lost, d.ours) for d in merged.decisions} == swapped
    for side in (ours, theirs):
        assert values(merge(old, merged.raw, side.encode()).raw) == values(merged.raw)
        assert values(merge(old, side.encode(), merged.raw).raw) == values(merged.raw)
    return papers(merged.raw)


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations_with_replacement(CHANGES, 2)])
def test_every_pair_of_single_changes(one: str, other: str) -> None:
    """The result parses, agrees both ways, and holds each change or names it."""
    ours, theirs = CHANGES[one](BASE), CHANGES[other](BASE)
    merged = both(ours, theirs)
    decisions = merge(BASE.encode(), ours.encode(), theirs.encode()).decisions
    told = {(decision.paper, decision.key) for decision in decisions}
    text = merge(BASE.encode(), ours.encode(), theirs.encode()).raw.decode()
    assert lost(ours, theirs, text, told) == []
    for comment in ("# read this", "# now", "# mine, all of it", "# the second"):
        owner = comment != "# the second" or TWO in merged
        if comment in ours + theirs and owner and TWO in merged:
            assert comment in text


@pytest.mark.parametrize("name", CHANGES)
def test_one_side_is_taken_byte_by_byte(name: str) -> None:
    """Where the other side did nothing, or the same."""
    base, side = BASE.encode(), CHANGES[name](BASE).encode()
    for ours, theirs in ((base, side), (side, base), (side, side)):
        merged = merge(base, ours, theirs)
        assert merged.raw == side
        assert merged.decisions == ()


def test_neighbours_keep_their_bytes() -> None:
    """Papers that one side changed are its text; comments and odd spelling stay."""
    odd = BASE.replace('title = "One"', "  title   =  'One' # odd")
    merged = merge(BASE.encode(), odd.encode(), CHANGES["read"](BASE).encode())
    assert merged.raw.decode() == CHANGES["read"](odd)


def test_same_paper_added_on_both_sides() -> None:
    """It is there once, with the keys of both; the earlier day counts."""
    ours = adding("2402.1", added=date(2026, 11, 5), topics=["x"], key="a")(BASE)
    theirs = adding("2402.1", added=date(2026, 11, 4), topics=["y"], star=True)(BASE)
    table = both(ours, theirs)["2402.1"]
    assert table["added"] == date(2026, 11, 4)
    assert (table["star"], table["key"]) == (True, "a")
    assert set(table["topics"]) == {"x", "y"}


def test_one_side_knows_it_by_another_identifier() -> None:
    """`also` makes both entries one, and every identifier stays usable."""
    ours = adding("doi:10.1000/x", also=["2402.00009"], star=True)(BASE)
    theirs = adding("2402.00009", status="read")(BASE)
    merged = both(ours, theirs)
    table = merged["2402.00009"]
    assert (table["also"], table["status"], table["star"]) == (["doi:10.1000/x"], "read", True)
    assert "doi:10.1000/x" not in merged


def test_what_the_other_side_did_to_joined_entries_goes_to_the_joined_one() -> None:
    """A join on one side, marks on both entries on the other."""
    ours = CHANGES["merge"](BASE)
    theirs = noting(TWO, "2026-11-21  x")(setting("2401.00001", star=True)(BASE))
    merged = both(ours, theirs)
    assert TWO not in merged
    assert merged["2401.00001"]["star"] is True
    assert "2026-11-21  x\n" in merged["2401.00001"]["notes"]
    assert merged["2401.00001"]["also"] == [TWO]


def test_a_split_stays_a_split() -> None:
    """Taking a join back on one side is a change like any other."""
    joined = CHANGES["merge"](BASE)
    theirs = setting("2401.00001", star=True)(joined)
    merged = both(BASE, theirs, joined)
    assert merged["2401.00001"]["star"] is True
    assert "also" not in merged["2401.00001"]
    assert TWO in merged


def test_doubled_entries_become_one_where_both_sides_changed_them() -> None:
    """And that is told; where one side left them alone, they stay as they are."""
    doubled = BASE + f'\n[[paper]]\nid = "{TWO}"\nstar = true\n'
    merged = merge(BASE.encode(), doubled.encode(), CHANGES["read"](BASE).encode())
    assert papers(merged.raw)[TWO]["status"] == "read"
    assert papers(merged.raw)[TWO]["star"] is True
    assert [decision.key for decision in merged.decisions] == ["double"]


@pytest.mark.parametrize(
    ("ours", "theirs", "won"),
    [
        ({"status": "read", "finished": date(2026, 11, 2)}, {"status": "skipped"}, "read"),
        ({"status": "inbox"}, {"status": "skipped"}, "skipped"),
        ({"status": "reading"}, {"status": "skipped"}, "reading"),
        (
            {"status": "read", "finished": date(2026, 11, 2)},
            {"status": "skipped", "finished": date(2026, 11, 3)},
            "skipped",
        ),
    ],
)
def test_status(ours: dict[str, Any], theirs: dict[str, Any], won: str) -> None:
    """By rank, unless one side carries a later day; the day goes with it; told with a command."""
    one, other = setting("2401.00001", **ours)(BASE), setting("2401.00001", **theirs)(BASE)
    table = both(one, other)["2401.00001"]
    winner = ours if ours["status"] == won else theirs
    assert (table["status"], table.get("finished")) == (won, winner.get("finished"))
    (decision,) = merge(BASE.encode(), one.encode(), other.encode()).decisions
    verb = {"skipped": "skip", "read": "read"}.get(str(decision.lost).strip('"'))
    if verb:
        assert decision.command == f"readlist {verb} 2401.00001"
    assert f"not {decision.lost[1:-1]}" in decision.words


def test_finished_on_both_sides() -> None:
    """The later day counts."""
    one = setting(TWO, status="read", finished=date(2026, 11, 2))(BASE)
    other = setting(TWO, status="read", finished=date(2026, 11, 4))(BASE)
    assert both(one, other)[TWO]["finished"] == date(2026, 11, 4)


def test_topics() -> None:
    """Additions and removals of both apply; a theme changed twice is told."""
    ours = setting("2401.00001", topics=["data", "x"])(BASE)
    theirs = setting("2401.00001", topics=["moe", "data", "y"])(BASE)
    assert both(ours, theirs)["2401.00001"]["topics"] == ["data", "x", "y"]
    theirs = setting("2401.00001", topics=["agents", "moe", "data"])(BASE)
    merged = merge(BASE.encode(), ours.encode(), theirs.encode())
    assert papers(merged.raw)["2401.00001"]["topics"] == ["agents", "data", "x"]
    assert [decision.key for decision in merged.decisions] == ["theme"]


def test_ties() -> None:
    """The smaller spelling wins on every side; the other is named with what brings it back."""
    ours, theirs = setting(TWO, key="zebra")(BASE), setting(TWO, key="ant")(BASE)
    assert both(ours, theirs)[TWO]["key"] == "ant"
    (decision,) = merge(BASE.encode(), ours.encode(), theirs.encode()).decisions
    assert decision.ours
    assert 'key = "zebra"' in decision.command
    assert both(setting(TWO, version=2)(BASE), setting(TWO, version=10)(BASE))[TWO]["version"] == 10


def test_removed_against_changed() -> None:
    """A person's change keeps the paper, filled-in facts do not; both are told."""
    gone = removing(TWO)(BASE)
    assert TWO in both(gone, setting(TWO, star=True)(BASE))
    facts = setting(TWO, authors=["A"], categories=["cs.CL"])(BASE)
    assert TWO not in both(gone, facts)
    for theirs, command in ((setting(TWO, star=True)(BASE), "remove"), (facts, "add")):
        (decision,) = merge(BASE.encode(), gone.encode(), theirs.encode()).decisions
        assert decision.command == f"readlist {command} {TWO}"


NOTE_CASES = [
    (
        ["a"],
        ["a", "2026-11-22  x"],
        ["a", "2026-11-21  y"],
        ["a", "2026-11-21  y", "2026-11-22  x"],
    ),
    (["a"], ["a", "b"], ["a", "b"], ["a", "b"]),
    (["a"], ["a", "b", "c"], ["a", "b", "d"], ["a", "b", "c", "d"]),
    (["a", "b"], ["a"], ["a", "b edited"], ["a", "b edited"]),
    (["a"], ["a1"], ["a2"], ["a1", "a2"]),
    (["a", "b"], ["a1", "b"], ["a", "b2"], ["a1", "b2"]),
    (
        ["a", "", "", "a"],
        ["a", "", "", "a", ""],
        ["x", "a", "", "", "a"],
        ["x", "a", "", "", "a", ""],
    ),
    (["a", "b"], ["a"], ["b"], []),
    (
        [],
        ["2026-11-20  x", "more of x"],
        ["2026-11-20  w"],
        ["2026-11-20  w", "2026-11-20  x", "more of x"],
    ),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "merged"), NOTE_CASES)
def test_notes(base: list[str], ours: list[str], theirs: list[str], merged: list[str]) -> None:
    """Line by line with the base, nothing lost, never marks of a conflict."""
    texts = [
        setting(TWO, notes="".join(f"{line}\n" for line in lines) or None)(BASE)
        for lines in (ours, theirs, base)
    ]
    found = both(*texts)[TWO].get("notes", "")
    assert found.split("\n")[:-1] == merged


def test_no_base_is_a_union() -> None:
    """Two lists that never met hold the papers of both, keys by the rules."""
    ours = removing("2401.00001")(setting(TWO, status="read")(BASE))
    theirs = removing("2401.00003")(setting(TWO, star=True)(BASE))
    merged = both(ours, theirs, None)
    assert set(merged) == {"2401.00001", TWO, "2401.00003"}
    assert (merged[TWO]["status"], merged[TWO]["star"]) == ("read", True)
    assert merged[TWO]["notes"] == NOTES


def test_order() -> None:
    """What one side moved moves, and what is new stands behind its neighbour."""
    merged = both(CHANGES["move"](BASE), CHANGES["add"](BASE))
    assert [*merged][-2:] in (["2401.00001", "2402.00001"], ["2402.00001", "2401.00001"])
    first = BASE.replace("[[paper]]", '[[paper]]\nid = "2400.00001"\n\n[[paper]]', 1)
    assert next(iter(both(first, CHANGES["reorder"](BASE)))) == "2400.00001"


@pytest.mark.parametrize("form", ["mark", "CRLF", "no end"])
def test_form_of_the_file(form: str) -> None:
    """Byte order mark, line ends and a missing last one follow the side that changed them."""

    def spelt(text: str) -> str:
        if form == "mark":
            return "\ufeff" + text
        return text.replace("\n", "\r\n") if form == "CRLF" else text.removesuffix("\n")

    for ours, theirs in (
        (spelt(BASE), CHANGES["read"](BASE)),
        (CHANGES["read"](BASE), spelt(BASE)),
    ):
        merged = merge(BASE.encode(), ours.encode(), theirs.encode()).raw.decode()
        assert merged == spelt(CHANGES["read"](BASE))


def test_doubt_writes_nothing() -> None:
    """Broken, newer, marked or oddly written lists are refused in words."""
    theirs = CHANGES["read"](BASE).encode()
    for bad in (
        BASE + "[[paper\n",
        BASE.replace("schema = 1", "schema = 2"),
        BASE + "# \n<<<<<<< a\n=======\n>>>>>>> b\n",
    ):
        with pytest.raises(ReadlistError):
            merge(BASE.encode(), bad.encode(), theirs)
    with pytest.raises(DoubtError):
        merge(BASE.encode(), b'schema = 1\npaper = [{id = "2401.00001"}]\n', theirs)


@given(list_texts(), st.lists(st.tuples(st.booleans(), changes), max_size=4))
def test_what_always_holds(text: str, acts: list[tuple[bool, list[Any]]]) -> None:
    """Symmetry of values and a second merge that changes nothing, for lists written by hand."""
    sides = {True: text, False: text}
    for which, edits in acts:
        try:
            sides[which] = _changed(sides[which], edits)
        except (FileError, KeyError):
            continue
    base, ours, theirs = (one.encode() for one in (text, sides[True], sides[False]))
    try:
        merged = merge(base, ours, theirs)
    except DoubtError:
        return
    other = merge(base, theirs, ours)
    assert _sorted(merged.raw) == _sorted(other.raw)
    again = merge(base, merged.raw, theirs)
    assert _sorted(again.raw) == _sorted(merged.raw)


def _changed(text: str, edits: list[Any]) -> str:
    def act(editor: ListEditor) -> None:
        for kind, identifier, value in edits:
            if kind == "append" and identifier not in editor:
                editor.append({"id": identifier, **value})
            elif kind == "update" and identifier in editor:
                editor.update(identifier, value)
            elif kind == "remove" and identifier in editor:
                editor.remove(identifier)

    return edited(text, act)


def _sorted(raw: bytes) -> Any:
    data = meaning(raw.decode())
    tables = data.pop("paper", [])
    return data, sorted(map(repr, (sorted(table.items()) for table in tables)))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_comments_behind_a_paper_that_goes_stay(place: int) -> None:
    """What somebody wrote behind a paper is not part of it."""
    identifier = f"2401.0000{place + 1}"
    gone = removing(identifier)(BASE)
    blocks = BASE.split("[[paper]]")
    blocks[place + 1] = blocks[place + 1].rstrip("\n") + "\n# think of this\n\n"
    written = "[[paper]]".join(blocks)
    for ours, theirs in ((gone, written), (written, gone)):
        merged = merge(BASE.encode(), ours.encode(), theirs.encode()).raw.decode()
        assert identifier not in papers(merged)
        assert merged.count("# think of this\n") == 1
        assert "# mine\n" in merged
    facts = written.replace(f'id = "{identifier}"', f'id = "{identifier}"\nvenue = "X"')
    merged = merge(BASE.encode(), facts.encode(), gone.encode()).raw.decode()
    assert (identifier in papers(merged), merged.count("# think of this")) == (False, 1)


def test_a_paper_with_other_tables_behind_it_stays() -> None:
    """They would mean something else behind another paper."""
    written = BASE + "\n[mine]\nmood = 1\n"
    gone = removing("2401.00003")(BASE)
    for ours, theirs in ((gone, written), (written, gone)):
        merged = merge(BASE.encode(), ours.encode(), theirs.encode()).raw.decode()
        assert tomllib.loads(merged)["mine"] == {"mood": 1}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (["a"], ["a", "b"], ["a", "c"], {"a", "b", "c"}),
        (["a", "b"], ["a"], ["a", "b", "c"], {"a", "c"}),
        (["a"], ["a", "a", "b"], ["a", "c"], None),
        (["a"], ["a", "b"], ["a", 7], None),
    ],
)
def test_lists_under_keys_of_the_readers_are_united(
    base: list[Any], ours: list[Any], theirs: list[Any], merged: set[str] | None
) -> None:
    """Where both hold texts, each once; any other list is one value, that of one side."""
    texts = [setting(TWO, mood=value)(BASE) for value in (base, ours, theirs)]
    found = both(texts[1], texts[2], texts[0])[TWO]["mood"]
    if merged is None:
        assert found in (ours, theirs)
    else:
        assert set(found) == merged
        assert len(found) == len(merged)


def test_what_stands_behind_each_entry_is_kept() -> None:
    """Also behind one that only one side has; nothing where neither has any."""
    gaps = [["\n"], ["\n", "# mine\n"], ["# theirs\n"]]
    assert list(_gaps(gaps, 3)) == ["# theirs\n", "# mine\n", ""]
    assert list(_gaps([[], ["\n"], ["\n\n"]], 1)) == ["\n\n"]
