"""The list for agents: a server of the Model Context Protocol over stdio.

::

    messages    JSON-RPC: from the bytes of a line to values, and back
    protocol    both eras of the protocol: what a request asks for, what an answer looks like
    tools       the tools as clients see them, arguments checked against them, and their functions
    finding, changing    these functions, which call use cases of `readlist.library`
    answers     papers as lines of text, and texts by others, marked as such
    server      calls side by side in threads; progress, cancellation, end of input
    skill       the command line, for programs without tools

`messages`, `protocol` and `answers` are pure. Protocol:
https://modelcontextprotocol.io/specification, revisions 2024-11-05 to 2026-07-28.
"""
