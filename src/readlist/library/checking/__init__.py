"""Checking references: of the list and of bibliographies.

::

    cited      what is cited, from papers of the list and from files
    asking     what services say of it, kept for a week
    check      the use case: each reference with what comes of it
    fixing     a bibliography with its references put right
"""
