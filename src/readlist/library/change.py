"""What a command did to one paper."""

from dataclasses import dataclass, field

from readlist.paper import Paper


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one paper of the list."""

    before: Paper | None
    """None for a paper that was added."""
    after: Paper | None
    """None for a paper that was removed."""
    what: str
    """In one word: ``read``, ``star``, ``note``, ``topic``, ``remove`` ..."""
    entry: int | None = field(default=None, compare=False)
    """The number of the change in the history; None if nothing was written."""

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        return self.before != self.after

    @property
    def paper(self) -> Paper:
        """The paper as it is, or as it was."""
        paper = self.after or self.before
        assert paper is not None
        return paper
