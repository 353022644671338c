"""What learning costs: `next` after a mark. A row a number of the contract."""

from collections.abc import Sequence

from contract import Commands, Row
from measure import Job


def learning_rows(commands: Commands) -> Sequence[Row]:
    """Return the promises about ranking at size."""
    show = ("`show` of 50", commands.readlist(50, "show", "-n", "50", terminal=True))
    learned = commands.readlist(10_000, "next", terminal=True)
    line = f'rm -rf "$READLIST_HOME/cache"; {learned.words[0]} show -n 1 >/dev/null'
    first = Job(learned.words, learned.environ, before=Job(["sh", "-c", line], learned.environ))
    return [
        Row(
            "first `next` ever over 10,000 papers, the index is there", first, *show, None, None, 3
        ),
        *_after_a_mark(commands, show),
    ]


def _after_a_mark(commands: Commands, show: tuple[str, Job]) -> Sequence[Row]:
    return [
        Row(
            f"`next` over {papers:,} papers, first time after a mark",
            commands.after_a_mark(papers, commands.readlist(papers, "next", terminal=True)),
            *show,
            limit,
            memory,
            rounds,
        )
        for papers, limit, memory, rounds in ((10_000, 6, 200, None), (100_000, 60, 400, 2))
    ]
