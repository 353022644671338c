import pytest

from readlist.author_name import AuthorName, short_authors, split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", AuthorName("Lovelace", "Ada")),
        ("Albert Q. Jiang", AuthorName("Jiang", "Albert Q.")),
        ("Laurens van der Maaten", AuthorName("Maaten", "Laurens", "van der")),
        ("van der Maaten, Laurens", AuthorName("Maaten", "Laurens", "van der")),
        ("Sammy Davis Jr.", AuthorName("Davis", "Sammy", suffix="Jr.")),
        ("Sammy Davis, Jr.", AuthorName("Davis", "Sammy", suffix="Jr.")),
        ("Lovelace, Ada", AuthorName("Lovelace", "Ada")),
        ("danah boyd", AuthorName("boyd", "danah")),
        ("王小明", AuthorName("王小明")),
        ("OpenAI", AuthorName("OpenAI")),
        ("Gemma Team", AuthorName("Gemma Team", is_group=True)),
        ("The LHCb Collaboration", AuthorName("The LHCb Collaboration", is_group=True)),
        ("Alpha and Omega", AuthorName("Alpha and Omega", is_group=True)),
        (", Ada", AuthorName("Ada")),
        ("Jr.", AuthorName("Jr.")),
        ("", AuthorName("")),
        (",", AuthorName("")),
    ],
)
def test_a_name_is_parted_as_bibtex_parts_it(name: str, parts: AuthorName) -> None:
    """Given names, particle, family name and suffix are told apart; groups stay whole."""
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("names", "short"),
    [
        ([], ""),
        (["Ada Lovelace"], "Ada Lovelace"),
        (["Ada Lovelace", "Laurens van der Maaten"], "Lovelace and van der Maaten"),
        (["Ada Lovelace", "B C", "D E"], "Lovelace et al."),
    ],
)
def test_authors_in_short(names: list[str], short: str) -> None:
    """One name is given whole, two by family, more as the first one and others."""
    assert short_authors(names) == short
