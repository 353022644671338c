"""Screens that take the whole terminal: triage, one paper at a time, and the list (`browse`).

Only this package imports Textual, and nothing imports this package but the commands that have a
screen. The state (`library.triage`, `library.browsing`) knows nothing of the screen; the screen
changes nothing but through it. Results from other threads arrive as messages.
"""
