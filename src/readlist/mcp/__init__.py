"""The list for agents: a server of the Model Context Protocol over stdio.

::

    messages    JSON-RPC: from the bytes of a line to values, and back
    protocol    both eras of the protocol: what a request asks for, what an answer looks like
    schemas     the tools as clients see them; arguments checked against them
    toolbox     name of a tool -> the function that does it
    finding, changing    these functions; each calls use cases of `readlist.library`
    answers     papers in lines of text, and the texts of others, marked as such
    server      calls side by side in threads, progress, cancellation, the end of input
    skill       what a program without tools is told of the command line

`messages`, `protocol`, `schemas` and `answers` are pure. Protocol:
https://modelcontextprotocol.io/specification, revisions 2024-11-05 to 2026-07-28.
"""
