"""The command line: one module a command family; parse, one call on `Library`, a view, print.

Nothing is imported here, so that value completion stays as quick as it is (`complete`).
"""
