"""The encoding of a text is told from its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.documents.encoding import decode

SIMPLIFIED = "本周论文\n\n环注意力：把长序列分到多个设备上计算，作者来自伯克利。"
TRADITIONAL = "本週論文\n\n環注意力：把長序列分到多個裝置上計算，作者來自柏克萊。"
FRENCH = "Résumé de l'été : une méthode très générale, déjà éprouvée à Genève."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-32"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        ("“quoted” – dashed…", "cp1252"),
        ("plain words", "ascii"),
        ("plain words in Latin", "utf-16-le"),
        ("plain words in Latin", "utf-16-be"),
    ],
)
def test_the_text_comes_back(text: str, encoding: str) -> None:
    """Nothing but the bytes says what the encoding is."""
    assert decode(text.encode(encoding)) == text


def test_short_texts_with_addresses_are_told_too() -> None:
    """A few Chinese words between addresses are enough."""
    text = "论文：https://arxiv.org/abs/2310.01889，代码在此。"
    assert decode(text.encode("gb18030")) == text


def test_a_declared_encoding_is_believed_if_the_bytes_agree() -> None:
    """A header or the document itself may name it."""
    text = "日本語の論文"
    assert decode(text.encode("shift_jis"), "shift_jis") == text
    page = f'<meta charset="euc-kr"><p>{"한국어 논문"}</p>'
    assert decode(page.encode("euc-kr")) == page
    assert decode("é".encode(), "no-such-encoding") == "é"


def test_a_few_broken_bytes_spoil_nothing() -> None:
    """A UTF-8 text with a broken character stays UTF-8."""
    data = SIMPLIFIED.encode() * 5
    assert decode(data + b"\xff").startswith(SIMPLIFIED)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_line_end_becomes_a_newline(ending: str) -> None:
    """Old Mac, Windows and Unicode line ends alike."""
    assert decode(f"a{ending}b".encode()) == "a\nb"


def test_invisible_characters_go() -> None:
    """Soft hyphens and zero-width blanks inside an identifier do not hide it."""
    assert decode("arXiv:2310.\u200b068\u00ad25".encode()) == "arXiv:2310.06825"


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "big5", "utf-16", "idna", "zip"]))
def test_any_bytes_are_decoded(data: bytes, declared: str) -> None:
    """Decoding never fails."""
    assert isinstance(decode(data, declared), str)
