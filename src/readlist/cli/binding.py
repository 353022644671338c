"""From the functions of `readlist.cli.commands` to what Typer understands.

A command is a plain function. Typer sees the parameters that it annotates itself; a `Session`
comes from the context, and shared parameters such as `Filters` become the options of the function
that reads them.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import typer

from readlist.cli.filters import read_filters
from readlist.cli.output import Output, read_output
from readlist.cli.session import Session
from readlist.reading_list import Filters

_READERS: Mapping[type, Callable[..., Any]] = {Filters: read_filters, Output: read_output}
"""Type of a shared parameter -> the function whose parameters are its options."""

_CONTEXT = "context"


def bind(function: Callable[..., None]) -> Callable[..., None]:
    """Return the command as a function whose signature Typer can read."""
    own = inspect.signature(function, eval_str=True).parameters
    options = {kind: _options(reader) for kind, reader in _READERS.items()}
    shown = [inspect.Parameter(_CONTEXT, inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for parameter in own.values():
        if parameter.annotation in options:
            shown += options[parameter.annotation].values()
        elif parameter.annotation is not Session:
            shown.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    def command(**given: Any) -> None:  # noqa: ANN401 - what the options hold
        taken: dict[str, Any] = {}
        for name, parameter in own.items():
            kind = parameter.annotation
            if kind is Session:
                taken[name] = given[_CONTEXT].obj
            elif kind in options:
                taken[name] = _READERS[kind](**{option: given[option] for option in options[kind]})
            else:
                taken[name] = given[name]
        function(**taken)

    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    command.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]  # what inspect reads
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return command


def _options(reader: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(reader, eval_str=True).parameters
    return {
        name: parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in parameters.items()
    }
