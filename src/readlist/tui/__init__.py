"""The triage screen: one paper at a time, one key a decision.

Only this package imports Textual, and nothing imports this package but ``readlist triage`` and
``readlist discover --triage``. The state (`library.triage`) knows nothing of the screen; the screen
(`app`) changes nothing but through it. Results from other threads arrive as messages.
"""
