"""Names and dates come out whole, whatever pieces they were given in."""

import pytest

from readlist.texts import date_in, date_of, inverted_name, name_of, names_in, tidy_name, year_of


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Ada", "Quill"), "Ada Quill"),
        (("Andres", "M. Bran"), "Andres M. Bran"),
        (("Robert L.", "Logan", "IV"), "Robert L. Logan IV"),
        ((None, "Suharto"), "Suharto"),
        (("MARÍA JOSÉ", "GARCÍA-LÓPEZ"), "María José García-López"),
        (("J. R.", "MCDONALD"), "J. R. McDonald"),
        (("Juan", "DE LA CRUZ"), "Juan de la Cruz"),
        (("Xi", "LI"), "Xi Li"),
        (("Jo", "O'Brien<sup>1</sup>*"), "Jo O'Brien"),
        (({}, 3), ""),
    ],
)
def test_a_name_is_joined(parts: tuple[object, ...], name: str) -> None:
    """Given name, family name and suffix are joined; capitals become a name."""
    assert name_of(*parts) == name


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Müller, Zoë; O'Brien, José", ("Zoë Müller", "José O'Brien")),
        ("Enos, Ryan (Harvard); Vavreck, Lynn (UCLA)", ("Ryan Enos", "Lynn Vavreck")),
        ("Zoë Müller, José O'Brien", ("Zoë Müller", "José O'Brien")),
        ("Ada Quill, Bo Marsh and Cy Dell", ("Ada Quill", "Bo Marsh", "Cy Dell")),
        ("Quill, Ada and Marsh, Bo", ("Ada Quill", "Bo Marsh")),
        ("Hopper, Grace", ("Grace Hopper",)),
        ("CERN", ("CERN",)),
        (None, ()),
    ],
)
def test_a_list_is_taken_apart(raw: object, names: tuple[str, ...]) -> None:
    """Several people in one text are several authors; one name with a comma is one."""
    assert names_in(raw) == names


def test_a_family_name_in_front_is_put_behind() -> None:
    """``Family, Given`` is turned round, a suffix goes to the end."""
    assert inverted_name("Logan, IV, Robert L.") == "Robert L. Logan IV"
    assert inverted_name("Logan, Robert L., IV") == "Robert L. Logan IV"
    assert inverted_name("The SIM Collaboration") == "The SIM Collaboration"
    assert tidy_name("Smith &amp; Sons†") == "Smith & Sons"


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ([[2022, 5, 4, 11]], "2022-05-04"),
        ([["2021"]], "2021"),
        ([2024, 7, 8], "2024-07-08"),
        ([[2023, 11]], "2023-11"),
        ([[2024, 0, 1]], "2024"),
        ([[2023, 2, 31]], "2023-02"),
        ([[None]], ""),
        ([[]], ""),
        ([], ""),
        ({"a": 1}, ""),
        ("2021", ""),
        ([[True]], ""),
    ],
)
def test_a_date_is_as_exact_as_its_parts(parts: object, day: str) -> None:
    """Parts that make no sense end a date; nothing is padded."""
    assert date_of(parts) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024/03/15", "2024-03-15"),
        ("Nov 18, 2016", "2016-11-18"),
        ("8 March 2020", "2020-03-08"),
        ("March 2020", "2020-03"),
        ("07.04.2017", "2017-04-07"),
        ("\n 2015\n", "2015"),
        ("2018-01-24T10:00Z", "2018-01-24"),
        (2018, "2018"),
        ("forthcoming", ""),
        ("0000", ""),
        (None, ""),
    ],
)
def test_a_date_is_read_from_words(text: object, day: str) -> None:
    """The forms that pages and registries write are understood."""
    assert date_in(text) == day


def test_a_date_has_a_year_or_none() -> None:
    """The year of a date is a number."""
    assert year_of("2023-11") == 2023
    assert year_of("") is None
