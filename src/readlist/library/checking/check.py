"""Check references: whether each exists, is what it says, and still stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readlist.clock import today
from readlist.errors import ReadlistError
from readlist.library.checking.asking import Asker
from readlist.library.workspace import Workspace
from readlist.references import Checked, Reference, Standing, judge
from readlist.text import plural

_WRONG = frozenset({Standing.RETRACTED, Standing.DIFFERS})


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of checking references."""

    checked: tuple[Checked, ...]
    """Each reference, in the order in which they were given."""
    fault: ReadlistError | None = None
    """Why some could not be asked about."""

    @property
    def wrong(self) -> tuple[Checked, ...]:
        """The references that are retracted or differ from the work."""
        return tuple(one for one in self.checked if one.standing in _WRONG)

    def count(self, standing: Standing) -> int:
        """Return how many references have one standing."""
        return sum(one.standing is standing for one in self.checked)


def check(
    workspace: Workspace,
    references: Sequence[Reference],
    tell: Callable[[Checked], None] = lambda _checked: None,
) -> CheckReport:
    """Ask the services about references, and judge each.

    Answers are kept for a week, so that an interrupted run goes on where it was; the list is not
    changed.

    Args:
        workspace: What this run works on.
        references: The references; see `readlist.library.checking.cited`.
        tell: Called with each as soon as it is judged.

    Raises:
        FileError: What paces the requests cannot be written.
        UsageError: The settings for the services make no sense.
    """
    asker = Asker(workspace)
    checked: list[Checked] = []
    workspace.notices.say(f"Checking {plural(len(references), 'reference')} …")
    asker.prepare(references)
    with workspace.notices.working("Checking") as work:
        for number, reference in enumerate(references):
            work.at(number, len(references), reference.name)
            one = judge(reference, asker.known(reference), today().year)
            checked.append(one)
            tell(one)
    unchecked = any(one.standing is Standing.UNCHECKED for one in checked)
    return CheckReport(tuple(checked), asker.fault if unchecked else None)
