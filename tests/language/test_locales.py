"""The language that the environment asks for, by gettext's rules."""

import pytest

from readlist.language import chosen_language

CHINESE, ENGLISH = "zh_CN", "en"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, ENGLISH),
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "zh_CN.gb18030@stroke"}, CHINESE),
        ({"LANG": "zh_SG.UTF-8"}, CHINESE),
        ({"LANG": "zh"}, CHINESE),
        ({"LANG": "zh-Hans-CN"}, CHINESE),
        ({"LANG": "zh_TW.UTF-8"}, ENGLISH),
        ({"LANG": "zh_HK.UTF-8"}, ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
        ({"LANG": "C.UTF-8"}, ENGLISH),
        ({"LANG": "POSIX"}, ENGLISH),
        ({"LANG": "zh_CN", "LC_MESSAGES": "en_GB"}, ENGLISH),
        ({"LANG": "en_GB", "LC_MESSAGES": "zh_CN"}, CHINESE),
        ({"LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "C.UTF-8"}, ENGLISH),
        ({"LANG": "zh_CN", "LC_ALL": ""}, CHINESE),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_CN"}, CHINESE),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de:en:zh_CN"}, ENGLISH),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_TW:zh_CN"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de:fr"}, CHINESE),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, ENGLISH),
        ({"LANGUAGE": "zh_CN"}, ENGLISH),
    ],
    ids=str,
)
def test_the_locale_decides(environ: dict[str, str], language: str) -> None:
    """``LANGUAGE`` first, unless the locale is C; then ``LC_ALL``, ``LC_MESSAGES``, ``LANG``."""
    assert chosen_language(environ) == language


def test_a_setting_goes_before_the_locale() -> None:
    """And what is no language leaves it to the locale."""
    assert chosen_language({"LANG": "zh_CN"}, "en") == ENGLISH
    assert chosen_language({}, "zh_CN") == CHINESE
    assert chosen_language({"LANG": "zh_CN"}, "klingon") == CHINESE
