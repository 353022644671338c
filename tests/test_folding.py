import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.folding import fold, fold_words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Schrödinger", "schrodinger"),
        (r"Schr\"odinger", "Schrödinger"),
        (r"Erd\H{o}s", "erdos"),
        (r"M\o{}ller, {\L}ukasz", "moller, lukasz"),
        ("Łukasz Ørsted Đorđe", "lukasz orsted dorde"),
        ("Straße", "STRASSE"),
        ("Æther œuvre", "aether oeuvre"),
        ("İstanbul ısı", "istanbul isi"),
        ("García-Muñoz", "garcia-munoz"),
        ("ﬁne ﬂow", "fine flow"),
        ("α-entmax", "alpha entmax".replace(" ", "-")),
        (r"$\beta$-VAE", "Beta-VAE"),
        ("µ-law", "mu-law"),
        ("pre\u2010training, pre\u2013training", "pretraining, pre-training"),
        ("Việt Nguyễn", "viet nguyen"),
    ],
)
def test_what_is_typed_is_what_is_written(written: str, typed: str) -> None:
    """Accents, strokes, ligatures, TeX, hyphens, case and Greek letters make no difference."""
    assert fold(written) == fold(typed)


@pytest.mark.parametrize("text", ["Λόγος", "が", "हिन्दी", "한국어", "注意力机制"])
def test_other_scripts_keep_their_letters(text: str) -> None:
    """A Greek word is no row of symbols, and marks of other scripts make other letters."""
    folded = fold(text)
    assert "lambda" not in folded
    assert fold("か") != fold("が")
    assert len(folded) == len(text)


def test_a_hyphen_parts_the_words_of_a_query() -> None:
    """Each part is to be found by itself."""
    assert fold_words("Pre-training  ÉTUDE") == ["pre", "training", "etude"]
    assert all(part in fold("pretraining") for part in fold_words("pre-training"))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\\$")))
def test_folding_again_changes_nothing(text: str) -> None:
    """A folded text is equal to itself folded."""
    assert fold(fold(text)) == fold(text)
