"""The digest: what is new for the reader, once.

::

    words       what a reader may follow, from a word of the command line
    gathering   new papers from everything that is followed
    own         what happened to papers of the list
    making      one digest of it: without what was sent, the best match first
    sending     by mail; what went out is written down
"""
