"""How the cost of each job grows with the list."""

from collections.abc import Iterator, Mapping, Sequence

from contract import Commands
from measure import Job, compare, run
from peers import ADD, EXPORT, LIST, one_more

ADDING = ("import", "FILE", "--yes", "--offline", "-q")
"""Adds the paper of a file that `peers.one_more` makes."""
_SHOW = ("show", "-n", "50")
_EXPORTING = ("export", "--all", "-f", "bibtex")
_AFTER = ", first time after a change"
_JOBS: Mapping[str, Sequence[str]] = {
    "`show -n 50`, terminal": _SHOW,
    "`show -n 50 -t TOPIC`": (*_SHOW, "-t", "dense-memory"),
    LIST + ": `show --all --plain`": ("show", "--all", "--plain"),
    "`search`, 20 results": ("search", "quantization", "-n", "20"),
    "`info ID --json`": ("info", "1501.00007", "--json"),
    "`read ID`": ("read",),
    "add one: `add ID --no-fetch`": ("add", "2601.00001", "--no-fetch", "-q"),
    ADD + ": `import one.bib`": ADDING,
    EXPORT: _EXPORTING,
    EXPORT + _AFTER: _EXPORTING,
    "`next`": ("next",),
    "`next`" + _AFTER: ("next",),
}


def is_meant(what: str, only: Sequence[str]) -> bool:
    """Whether a row is asked for: all are, unless words of their names are given."""
    return not only or any(word in what for word in only)


def growth_table(commands: Commands, rounds: int, only: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of a Markdown table: each job on the lists of all sizes.

    Args:
        commands: The homes.
        rounds: How often each is measured.
        only: Words of rows' names; none: all rows.
    """
    sizes = [size for size in commands.homes if size not in (500, 20_000)]
    yield "| job: CPU ms, peak MB | " + " | ".join(f"{size:,}" for size in sizes) + " |"
    yield "|---|" + "--:|" * len(sizes)
    bib = str(one_more(commands.homes[50].parent))
    for what, words in _JOBS.items():
        if not is_meant(what, only):
            continue
        jobs = {str(size): job_of(commands, size, words, bib) for size in sizes}
        if what.endswith(_AFTER):
            jobs = {size: commands.after_a_note(int(size), job) for size, job in jobs.items()}
        # A file that changed within the last two seconds is not believed by its times.
        run(Job(["sleep", "3"]))
        costs = compare(jobs, rounds)
        if what.endswith(_AFTER):
            for size in sizes:
                run(commands.readlist(size, "undo", str(rounds + 1), "-q"))
        cells = (f"{costs[str(size)].cpu:,.0f}, {costs[str(size)].memory:.0f}" for size in sizes)
        yield f"| {what} | {' | '.join(cells)} |"


def job_of(commands: Commands, size: int, words: Sequence[str], bib: str) -> Job:
    """Return a job on the list of a size; what it adds is taken off in front of it.

    Args:
        commands: The homes.
        size: Papers of the list.
        words: The command; ``FILE`` stands for the file.
        bib: The file.
    """
    if words == ("read",):
        return commands.mark(size)
    given = [bib if word == "FILE" else word for word in words]
    job = commands.readlist(size, *given, terminal=words == _SHOW)
    if words[0] in ("add", "import"):
        gone = commands.readlist(size, "remove", "2601.00001", "--yes", "-q")
        tolerant = Job(["sh", "-c", f"{' '.join(gone.words)} 2>/dev/null || true"], gone.environ)
        return Job(job.words, job.environ, before=tolerant)
    return job
