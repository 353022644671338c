"""Screens that take the whole terminal: triage, one paper at a time, and the list (`browse`).

Only this package imports Textual, and only the commands that have a screen import this package. The
state (`library.triage`, `library.browsing`) knows nothing of the screen, which changes things only
through it. Results from other threads arrive as messages.
"""
