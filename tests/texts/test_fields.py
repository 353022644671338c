"""Titles and abstracts come out as a reader would write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.texts import abstract_text, plain_text, title_text

MATH = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" display="inline">{}</mml:math>'
WATER = MATH.format(
    "<mml:mrow><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub>"
    "<mml:mi>O</mml:mi></mml:mrow>"
)
SECTIONS = (
    "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title>"
    "<jats:p>Cells<jats:italic>divide</jats:italic>.</jats:p></jats:sec>"
    "<jats:sec><jats:title>Results</jats:title><jats:p>In &lt;2 h &amp; stop.</jats:p></jats:sec>"
)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"Dissociation of {WATER} on a Surface", "Dissociation of H2O on a Surface"),
        ("Spectra of\n    <math><mi>α</mi></math>\n    -Quartz", "Spectra of α-Quartz"),
        ("a <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> b", "a 1/2 b"),
        ("of <math><mi>x</mi><annotation>\\x</annotation></math>", "of x"),
        ("a <math><mi>x</mi> never ends", "a <mi>x</mi> never ends"),
        ("Genome of<i>Escherichia coli</i>and Kin", "Genome of Escherichia coli and Kin"),
        ("The <i>p</i>-adic and <b>T</b>ransformed", "The p-adic and Transformed"),
        ("<b>RE</b>inforced <b>LEA</b>rning", "REinforced LEArning"),
        ("CO<sub>2</sub> and Ca<sup>2+</sup> in Leaves", "CO2 and Ca2+ in Leaves"),
        ("<i>c</i><sub><i>p</i></sub> of it", "cp of it"),
        ("The Role of <scp>DNA</scp> Repair", "The Role of DNA Repair"),
        ("<scp>T</scp>reebase: an<scp>R</scp>package", "Treebase: an R package"),
        ("p110α (\n   <i>PIK3CA</i>\n   )", "p110α (PIK3CA)"),
        ("<i>Women in Ming China</i>\n            .", "Women in Ming China."),
    ],
)
def test_markup_becomes_text_with_its_blanks(raw: str, title: str) -> None:
    """No tag is left, and the blanks stand where a reader expects them."""
    assert title_text(raw) == title


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("R&amp;amp;D &lt;in&gt; R&amp;D", "R&D <in> R&D"),
        ("&lt;i&gt;E. coli&lt;/i&gt; K12", "E. coli K12"),
        ("AT&T and the <2 h rule", "AT&T and the <2 h rule"),
        ("Caf&eacute; &#8211; &#x3b1;", "Café – α"),
    ],
)
def test_entities_are_undone(raw: str, title: str) -> None:
    """An entity is undone, twice where it was escaped twice; what is no markup stays."""
    assert title_text(raw) == title


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Ãœber die Ã„nderung der GrÃ¶ÃŸe", "Über die Änderung der Größe"),
        ("Ångström’s Æther: Ã and Â in Portuguese", "Ångström’s Æther: Ã and Â in Portuguese"),
        ("A STUDY OF DNA", "A STUDY OF DNA"),
        ("On $$\\mathcal {O}(n)$$ O ( n ) Sorting", "On $\\mathcal {O}(n)$ O ( n ) Sorting"),
        (" Two\n   Lines  and\tTabs ", "Two Lines and Tabs"),
        ("evil \x1b[31mred\x1b[0m \u202etitle", "evil red title"),
        (None, ""),
        (["a"], ""),
    ],
)
def test_letters_are_put_right_and_kept(raw: object, title: str) -> None:
    """Mis-decoded UTF-8 is mended only as a whole; capitals and TeX stay, escapes go."""
    assert title_text(raw) == title


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (SECTIONS, "Background Cells divide. Results In <2 h & stop."),
        ("<jats:title>ABSTRACT</jats:title><jats:p>We edit.</jats:p>", "We edit."),
        ("Abstract: We edit.", "We edit."),
        ("Abstract interpretation is old.", "Abstract interpretation is old."),
    ],
)
def test_an_abstract_is_running_text(raw: str, text: str) -> None:
    """The heading "Abstract" goes; a blank stands where a block began."""
    assert abstract_text(raw) == text


def test_formulas_given_twice_are_said_once() -> None:
    """A formula in TeX and in MathML is taken from one of them; in TeX alone it stays TeX."""
    tex = "<tex-math>\\begin{document}$x$\\end{document}</tex-math>"
    both = f"of <inline-formula><alternatives>{tex}<math><mi>x</mi></math></alternatives>"
    assert abstract_text(f"{both}</inline-formula> here") == "of x here"
    assert abstract_text(f"of {tex} here") == "of $x$ here"


def test_short_texts_may_be_numbers() -> None:
    """A volume that is a number is read as it stands."""
    assert plain_text(12) == "12"
    assert plain_text("Simulations &amp; Society") == "Simulations & Society"
    assert plain_text(None) == ""


@given(st.text("<>/&;i sub mathp\n", max_size=300))
def test_any_text_comes_out(raw: str) -> None:
    """Whatever stands in a title, text without line breaks comes out."""
    assert "\n" not in title_text(raw)
    assert "\n" not in abstract_text(raw)
