"""Settings: one table from which loading, `readlist config` and the documentation are made.

An option on the command line wins over the environment, the environment over the file, the file
over the default. The file is TOML with one level of sections: ``open.marks_reading`` is the key
``marks_reading`` in ``[open]``.
"""

from readlist.config.load import (
    LARGEST,
    USUAL,
    NamedList,
    Settings,
    checked_name,
    load_settings,
    read_settings,
)
from readlist.config.settings import SETTINGS, Setting, find_setting, nearest_setting, parse_setting

__all__ = [
    "LARGEST",
    "SETTINGS",
    "USUAL",
    "NamedList",
    "Setting",
    "Settings",
    "checked_name",
    "find_setting",
    "load_settings",
    "nearest_setting",
    "parse_setting",
    "read_settings",
]
