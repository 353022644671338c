"""Importing: documents become reading-list entries.

`scanning` looks, `adding` takes what was found onto the list: a look at a document does without
history, network and title search.
"""
