"""``readlist topic``."""

import difflib
import shlex
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readlist.cli.group import ReadlistCommand
from readlist.cli.output import Output, print_data, print_rich
from readlist.cli.papers import PAPER_HELP, resolve
from readlist.cli.session import Session, tell_changes
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.library import marking
    from readlist.views import summary as view_topics
else:
    marking = lazy("readlist.library.marking")
    view_topics = lazy("readlist.views.summary")

_DROP = "--drop"


class TopicCommand(ReadlistCommand):
    """``topic``, where ``-name`` is a topic to remove and not an option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as in the base
        """Read the words after the command."""
        return super().parse_args(ctx, list(_spelt_out(args)))


COMMAND_CLASS = TopicCommand
"""What `readlist.cli.group` makes of this command."""


_VALUES = {_DROP: 1, "--rename": 2}
"""How many words after an option belong to it, whatever they begin with."""


def _spelt_out(words: Sequence[str]) -> Iterator[str]:
    """Return the words with ``--drop=name`` for ``-name``, up to ``--``."""
    rest = iter(words)
    for word in rest:
        short = word.startswith("-") and not word.startswith("--") and len(word) > 1
        yield f"{_DROP}={word[1:]}" if short else word
        yield from islice(rest, _VALUES.get(word, 0) if word != "--" else None)


def topic(
    session: Session,
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PAPER...] [+TOPIC...] [-TOPIC...]", help=PAPER_HELP),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(_DROP, metavar="TOPIC", help="Remove a topic; -TOPIC does the same."),
    ] = None,
    rename: Annotated[
        tuple[str, str] | None,
        typer.Option("--rename", metavar="OLD NEW", help="Rename a topic on every paper."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="List topics as a JSON array.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="List one topic per line.")] = False,
) -> None:
    """List topics; add, remove or rename them.

    $ readlist topic
    $ readlist topic mixtral +moe -data
    $ readlist topic 3-5 +attention
    $ readlist topic --rename llm models

    A paper is listed under its first topic.
    """
    added = [word[1:] for word in words or () if word.startswith("+")]
    named = [word for word in words or () if not word.startswith("+")]
    if not (rename or added or drop or named):
        _list_topics(session, json=json, plain=plain)
        return
    if rename:
        tell_changes(session, marking.rename_topic(session.workspace, *rename))
    elif not named:
        raise UsageError("topic needs PAPER")
    else:
        papers = session.workspace.papers()
        if not (added or drop):
            _check_plus(named, papers)
        chosen = resolve(session, named, papers)
        _warn_of_missing(session, chosen, drop or ())
        if not (added or drop):
            _show_topics(session, chosen)
            return
        _warn_of_twins(session, papers, added)
        tell_changes(session, marking.change_topics(session.workspace, chosen, added, drop or ()))


def _list_topics(session: Session, *, json: bool, plain: bool) -> None:
    topics = session.workspace.papers().topics
    if session.screen.out_tty and not (json or plain):
        print_rich(session, *view_topics.topics_table(topics, session.canvas))
        return
    records = [{"topic": name, "read": r, "total": n} for name, (r, n) in topics.items()]
    fields = ["topic", "read", "total"]
    print_data(session, Output(json=json), records, fields)


def _show_topics(session: Session, papers: Sequence[Paper]) -> None:
    for paper in papers:
        session.write(f"{one_line(paper.id)}\t{one_line(','.join(paper.topics))}")


def _check_plus(words: Sequence[str], papers: ReadingList) -> None:
    """Check that the sign before a topic to add was not forgotten.

    Raises:
        UsageError: The last of several words is a topic, and only asked for papers' topics.
    """
    if len(words) > 1 and papers.has_topic(words[-1]) and not papers.by_key(words[-1]):
        first, name = shlex.join(words[:-1]), shlex.quote(words[-1])
        raise UsageError(
            f'"{words[-1]}" is a topic: add or remove it?',
            f"readlist topic {first} +{name}, or -{name} to remove it",
        )


def _warn_of_missing(session: Session, papers: Sequence[Paper], gone: Sequence[str]) -> None:
    """Name topics to remove that none of the papers has."""
    own = {topic.casefold() for paper in papers for topic in paper.topics}
    for name in gone:
        if name.casefold() not in own:
            near = difflib.get_close_matches(name.casefold(), own, 1, 0.6)
            meant = f"; did you mean -{near[0]}?" if near else ""
            session.notices.warn(f'note: none of these papers has the topic "{name}"{meant}')


def _warn_of_twins(session: Session, papers: ReadingList, added: Sequence[str]) -> None:
    """Name the existing topic that a new one may be a misspelling of."""
    known = {name.casefold(): name for name in papers.topic_names}
    for name in added:
        near = difflib.get_close_matches(name.casefold(), known, 1, 0.8)
        if near and name.casefold() not in known:
            session.notices.warn(f'note: "{name}" is a new topic; did you mean {known[near[0]]}?')
