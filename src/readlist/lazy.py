"""The one way to import late: a module that is loaded when something of it is first used.

Beside each call stands the import that type checkers and the import contract read::

    if TYPE_CHECKING:
        from readlist.views import table
    else:
        table = lazy("readlist.views.paper_table")

docs/decisions/0019-one-way-to-import-late.md says why.
"""

from importlib import import_module


class LazyModule:
    """Stands for a module, and loads it at the first look at one of its names.

    Args:
        name: The full name of the module.
    """

    __slots__ = ("_module", "_name")

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        if name == "_module":  # not loaded yet: slots that are not set come here, too
            self._module = import_module(self._name)
            return self._module
        # Names are not kept: what a test replaces in the module is replaced here, too.
        return getattr(self._module, name)


lazy = LazyModule
