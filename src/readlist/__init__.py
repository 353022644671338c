"""Triage arXiv papers and keep a reading list you own, from the command line."""

__version__ = "0.1.0"
