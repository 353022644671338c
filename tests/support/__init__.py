"""Helpers that tests of several rooms share; each names in its first line what it gives."""
