"""Import: documents become reading-list entries.

`scanning` reads documents, and `adding` puts what was found on the list: reading alone needs no
history, network or title search.
"""
