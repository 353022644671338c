"""Standard input and output for the protocol alone."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO


@contextmanager
def own_streams() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Take standard input and output for the protocol, and give them back afterwards.

    Meanwhile children inherit an empty input, and whatever else is written to standard output,
    by whomever, goes to standard error.
    """
    sys.stdout.flush()
    with ExitStack() as stack:
        source, output = os.dup(0), os.dup(1)  # which no child inherits (PEP 446)
        stack.callback(os.close, source)
        stack.callback(os.close, output)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        stack.callback(os.dup2, output, 1)
        stack.callback(os.dup2, source, 0)
        stack.callback(sys.stdout.flush)
        with (
            os.fdopen(source, "rb", closefd=False) as reader,
            os.fdopen(output, "wb", closefd=False) as writer,
        ):
            yield reader, writer
