"""Views of papers: records for programs, Rich renderables for people.

Only the modules that draw for a terminal import Rich.
"""
