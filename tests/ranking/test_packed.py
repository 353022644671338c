"""Papers survive being packed, and damage is noticed."""

from array import array

import pytest

from readlist.ranking.features import Features, features_of
from readlist.ranking.packed import BLOCK, Packed, PackedBlock
from readlist.ranking.term_model import shipped_model
from support.ranking_kit import invented


def features(count: int) -> list[Features]:
    """Return the features of invented papers, the last one without any words."""
    texts = [*invented(count - 1), ("", "")]
    return [features_of(title, abstract, shipped_model()) for title, abstract in texts]


def test_a_block_comes_back_from_its_bytes() -> None:
    """Each paper has its terms, counts and factors, read where they are."""
    papers = features(30)
    block = PackedBlock.from_bytes(PackedBlock.of(papers, list).to_bytes())
    assert [block.features(row) for row in range(len(block))] == papers
    assert isinstance(block.places, memoryview)


@pytest.mark.parametrize("cut", [0, 5, 40, -1])
def test_a_damaged_block_is_refused(cut: int) -> None:
    """Bytes that are too few are no block."""
    data = PackedBlock.of(features(5), list).to_bytes()
    with pytest.raises(ValueError, match="block"):
        PackedBlock.from_bytes(data[:cut])


def test_a_block_of_another_version_is_refused() -> None:
    """Its terms may be others."""
    data = PackedBlock.of(features(5), list).to_bytes()
    with pytest.raises(ValueError, match="version"):
        PackedBlock.from_bytes(b"\xff" + data[1:])


def test_papers_are_found_in_their_blocks() -> None:
    """Places count on from block to block; terms are counted once for each paper."""
    papers = [
        Features(array("I", [7, 100 + number]), b"  ", 1, array("b")) for number in range(1_100)
    ]
    papers[0] = Features(array("I"), b"", 0, array("b"))
    packed = Packed.of(papers)
    assert len(packed) == 1_100
    assert packed.where(0) == (0, 0)
    assert packed.where(BLOCK) == (1, 0)
    assert packed.where(1_099) == (2, 1_099 - 2 * BLOCK)
    common = packed.features(5).terms[0]
    assert packed.found[common] == 1_099
    assert packed.terms == 2 * 1_099
    assert len(packed.features(0).terms) == 0
