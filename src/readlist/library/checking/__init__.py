"""Check references of the list and of bibliographies.

::

    cited      the references, from papers of the list and from files
    asking     what services say about them, kept for a week
    check      the use case: each reference with its standing
    fixing     a bibliography with its references corrected
"""
