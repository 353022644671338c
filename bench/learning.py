"""What learning costs: `next` after a mark. A row a number of the contract."""

from collections.abc import Sequence

from contract import Commands, Row


def learning_rows(commands: Commands) -> Sequence[Row]:
    """Return the promises about ranking at size."""
    show = ("`show` of 50", commands.readlist(50, "show", "-n", "50", terminal=True))
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
