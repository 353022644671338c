"""The command line: one module per command family; it parses, calls one use case, shows the result.

Nothing is imported here, so that value completion stays as quick as it is (`complete`).
"""
