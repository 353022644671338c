"""Settings come from the environment, the file and the defaults, in this order."""

from pathlib import Path

import pytest

from readlist.config import SETTINGS, find_setting, load_settings, parse_setting, read_settings
from readlist.config.edit import with_setting
from readlist.errors import FileError, UsageError


def test_defaults_are_of_their_kind(tmp_path: Path) -> None:
    """Without a file every setting has its default and says so."""
    settings = load_settings(tmp_path / "none.toml", {})
    assert settings.number("network.interval") == 3
    assert settings.flag("open.marks_reading") is True
    assert set(settings.origins.values()) == {"default"}


def test_file_and_environment_override(tmp_path: Path) -> None:
    """The file wins over the default, the environment over the file."""
    path = tmp_path / "config.toml"
    path.write_text('[network]\ntimeout = 60\n[discover]\ncategories = ["cs.CL"]\n')
    settings = load_settings(path, {"READLIST_TIMEOUT": "5", "READLIST_OFFLINE": "1"})
    assert settings.number("network.timeout") == 5
    assert settings.origins["network.timeout"] == "READLIST_TIMEOUT"
    assert settings.words("discover.categories") == ("cs.CL",)
    assert settings.flag("network.offline") is True


@pytest.mark.parametrize(
    "text", ["[network\n", "[network]\ntimeout = 'x'", "hints = 3", "[discover]\ncategories = 'cs'"]
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    """Syntax errors and values of the wrong kind are exit 6 with the file's name."""
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(FileError, match=r"config\.toml"):
        load_settings(path, {})


def test_a_wrong_environment_value_is_named() -> None:
    """The message names the variable, not an inner key, and the remedy is its default."""
    for name, default in (("READLIST_TIMEOUT", "30"), ("READLIST_ARXIV_INTERVAL", "3")):
        with pytest.raises(UsageError, match=name) as caught:
            load_settings(Path("none"), {name: "soon"})
        assert caught.value.remedy == f"export {name}={default}"


def test_sound_settings_are_in_force_beside_broken_ones(tmp_path: Path) -> None:
    """Each broken one is named and has its default; names that are none are listed."""
    path = tmp_path / "config.toml"
    path.write_text(
        "hints = 3\nmine = 1\n[network]\ntimeout = 'x'\noffline = true\n[nettt]\n[show]\n"
    )
    settings, faults = read_settings(path, {"READLIST_ARXIV_INTERVAL": "soon"})
    for fault, name in zip(faults, ("hints", "timeout", "READLIST_ARXIV_INTERVAL"), strict=True):
        assert name in fault.problem
    assert settings.flag("hints") is True
    assert settings.flag("network.offline") is True
    assert settings.number("network.timeout") == 30
    assert settings.origins["network.timeout"] == "default"
    assert settings.unknown == ("nettt", "mine")


def test_an_unknown_setting_suggests_the_nearest() -> None:
    """A typing error gets the name that was meant."""
    with pytest.raises(UsageError) as caught:
        find_setting("network.timeot")
    assert "network.timeout" in caught.value.remedy


@pytest.mark.parametrize(
    ("key", "word", "value"),
    [
        ("hints", "off", False),
        ("open.marks_reading", "Yes", True),
        ("network.timeout", "12.5", 12.5),
        ("discover.categories", "cs.CL, cs.LG", ("cs.CL", "cs.LG")),
        ("open.with", "zathura --fork", "zathura --fork"),
    ],
)
def test_values_are_read_as_typed(key: str, word: str, value: object) -> None:
    """Words for true and false, numbers, and lists with commas or blanks are understood."""
    assert parse_setting(key, word) == value


@pytest.mark.parametrize(("key", "word"), [("hints", "perhaps"), ("network.timeout", "-1")])
def test_other_words_are_refused(key: str, word: str) -> None:
    """A word that is no value of the kind is a usage error."""
    with pytest.raises(UsageError):
        parse_setting(key, word)


@pytest.mark.parametrize(
    "text", ["", "# mine\n", '[open]\nwith = "a" # why\n\n[network]\n', "x = 1"]
)
def test_setting_and_unsetting_keeps_the_rest(text: str) -> None:
    """Comments and other keys stay, and taking the setting out again leaves them."""
    changed = with_setting(with_setting(text, "open.with", "b"), "network.timeout", 9.0)
    for line in text.replace('"a"', '"b"').splitlines():
        assert line in changed
    assert "timeout" not in with_setting(changed, "network.timeout", None)


def test_every_setting_is_described() -> None:
    """The documentation is made from the table, so no entry may lack its words."""
    assert all(setting.description for setting in SETTINGS.values())
