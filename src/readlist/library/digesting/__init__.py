"""The digest: news for the reader, each piece once.

::

    followed_words   what a word of the command line follows
    gathering        new papers from everything that is followed
    making           one digest: what is new and was not sent, the best match first
    sending          by mail or to a file; what went out is written down
"""
