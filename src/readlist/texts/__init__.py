"""Clean the titles, abstracts, names and dates that registries and pages give.

Publishers deposit markup, entities escaped twice, letters read in the wrong encoding, names in
capitals and dates in pieces. What comes out is plain text that may be shown as it is.
"""

from readlist.texts.dates import date_in, date_of, year_of
from readlist.texts.fields import abstract_text, plain_text, title_text
from readlist.texts.names import inverted_name, name_of, names_in, tidy_name

__all__ = [
    "abstract_text",
    "date_in",
    "date_of",
    "inverted_name",
    "name_of",
    "names_in",
    "plain_text",
    "tidy_name",
    "title_text",
    "year_of",
]
