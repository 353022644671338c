"""The reading list as a whole."""

from readlist.library.discovering import Discovering
from readlist.library.doctor import Examining
from readlist.library.editing import Editing
from readlist.library.fetching import Fetching
from readlist.library.importing import Importing
from readlist.library.marking import Marking
from readlist.library.searching import Searching
from readlist.library.undoing import Undoing
from readlist.library.updating import Updating


class Library(
    Discovering,
    Importing,
    Updating,
    Marking,
    Fetching,
    Searching,
    Undoing,
    Editing,
    Examining,
):
    """One reader's list with every use case; see the parts for them."""
