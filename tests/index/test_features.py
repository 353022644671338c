"""What rankings keep of papers."""

from readlist.index.features import Feature
from support.index_kit import Desk


def test_features_are_kept_by_kind(desk: Desk) -> None:
    """What was kept comes back in another process, for the papers that are asked for."""
    kept = {f"2401.{n:05d}": Feature(b"stamp", bytes([n % 256])) for n in range(1200)}
    desk.write("schema = 1\n")
    index = desk.index()
    index.keep_features("terms", kept)
    index.keep_features("other", {"2401.00001": Feature(b"", b"x")})
    index.close()
    assert desk.index().features("terms", kept) == kept
    assert desk.index().features("terms", ["2401.00001", "none"]) == {
        "2401.00001": kept["2401.00001"]
    }
    desk.index().keep_features("terms", {"2401.00001": Feature(b"new", b"y")})
    assert desk.index().features("terms", ["2401.00001"])["2401.00001"].stamp == b"new"


def test_without_an_index_nothing_is_kept(desk: Desk) -> None:
    """Where the index cannot be made, features are made again every time."""
    desk.index_file.parent.write_text("in the way")
    desk.index().keep_features("terms", {"a": Feature(b"", b"")})
    assert desk.index().features("terms", ["a"]) == {}
