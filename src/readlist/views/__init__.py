"""From papers to what is shown: records for programs, Rich renderables for people.

Only the modules that draw for a terminal import Rich.
"""
