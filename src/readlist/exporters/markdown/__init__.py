"""Markdown, in three styles: a task list, a table, and a folder of notes for Obsidian."""
