"""The reading list as a whole."""

from readlist.library.collecting import Collecting
from readlist.library.fetching import Fetching
from readlist.library.marking import Marking
from readlist.library.reading import Reading
from readlist.library.undoing import Undoing
from readlist.library.upkeep import Upkeep


class Library(Reading, Marking, Collecting, Fetching, Undoing, Upkeep):
    """One reader's list with every use case; see the parts for them."""
