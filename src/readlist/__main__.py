"""The ``readlist`` command: answers what must be quick, and leaves the rest to `readlist.cli`."""

import sys

from readlist import __version__


def main() -> None:
    """Run the command line in ``sys.argv`` and leave with its exit code."""
    words = sys.argv[1:]
    if words[:1] == ["__complete"]:
        from readlist.cli.complete import answer  # noqa: PLC0415 - all that completion waits for

        answer(words[1:])
        return
    options = words[: words.index("--")] if "--" in words else words
    if "--version" in options:
        print(f"readlist {__version__}")  # noqa: T201 - before anything is loaded that prints
        return
    try:
        from readlist.cli.app import app  # noqa: PLC0415 - Typer, which the above do without

        app()
    except KeyboardInterrupt:  # while modules load
        sys.exit(130)


if __name__ == "__main__":
    main()
