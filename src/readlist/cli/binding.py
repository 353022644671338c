"""From the functions of `readlist.cli.commands` to what Typer understands.

A command is a plain function. Typer sees the parameters that it annotates itself; a `Session`
comes from the context, and shared parameters such as `Filters` become the options of the function
that reads them.
"""

import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import typer

from readlist.cli.session import Session

_READERS: Mapping[str, tuple[str, str]] = {
    "Filters": ("readlist.cli.filters", "read_filters"),
    "Output": ("readlist.cli.output", "read_output"),
}
"""Name of a shared parameter's type -> the function whose parameters are its options.

By name, so that a command without them does not load them.
"""

_CONTEXT = "context"


def bind(function: Callable[..., None]) -> Callable[..., None]:
    """Return the command as a function whose signature Typer can read."""
    own = inspect.signature(function, eval_str=True).parameters
    readers = {name: reader for name, one in own.items() if (reader := _reader(one.annotation))}
    options = {name: _options(reader) for name, reader in readers.items()}
    shown = [inspect.Parameter(_CONTEXT, inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for parameter in own.values():
        if parameter.name in options:
            shown += options[parameter.name].values()
        elif parameter.annotation is not Session:
            shown.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    def command(**given: Any) -> None:  # noqa: ANN401 - what the options hold
        taken: dict[str, Any] = {}
        for name, parameter in own.items():
            if parameter.annotation is Session:
                taken[name] = given[_CONTEXT].obj
            elif name in readers:
                taken[name] = readers[name](**{option: given[option] for option in options[name]})
            else:
                taken[name] = given[name]
        function(**taken)

    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    command.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]  # what inspect reads
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return command


def _reader(kind: Any) -> Callable[..., Any] | None:  # noqa: ANN401 - any annotation
    module, function = _READERS.get(getattr(kind, "__name__", ""), ("", ""))
    return getattr(importlib.import_module(module), function) if module else None


def _options(reader: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(reader, eval_str=True).parameters
    return {
        name: parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in parameters.items()
    }
