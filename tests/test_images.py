"""The pictures of the README: they ask nobody for anything and show what readlist prints today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from support.tests_kit import Run

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Load the script that makes the pictures."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = ROOT / "docs" / "make_screenshots.py"
    spec = importlib.util.spec_from_file_location("make_screenshots", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def letters(text: str) -> str:
    """Return a text without blanks: a picture has other ones."""
    return "".join(text.replace("\xa0", " ").split())


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.svg")), ids=lambda path: path.stem)
def test_pictures_of_a_terminal_stand_alone(path: Path) -> None:
    """No font, style or image comes from elsewhere, and nothing runs."""
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"')]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in text
    tags = {node.tag.removeprefix(SVG) for node in ET.fromstring(text).iter()}
    assert not tags & {"script", "image", "foreignObject", "use"}


@pytest.mark.parametrize("name", ["show", "stats"])
def test_pictures_of_a_terminal_are_up_to_date(
    run: Run, home: Path, script: ModuleType, name: str
) -> None:
    """`docs/make_screenshots.py` would draw the same words."""
    (home / "readlist.toml").write_text(script._list_of(list(script._papers())), "utf-8")
    env = {"COLUMNS": str(script.COLUMNS), "READLIST_TODAY": script.TODAY.isoformat()}
    result = run(*script.COMMANDS[name].split(), terminal=True, env=env)
    drawn = ET.parse(IMAGES / f"{name}.svg").getroot()
    texts = ["".join(node.itertext()) for node in drawn.iter(f"{SVG}text")]
    title = f"readlist {script.COMMANDS[name]}"
    assert letters("".join(texts)) == letters(f"{title} {result.out}")


def test_the_picture_of_the_review_is_up_to_date(script: ModuleType, tmp_path: Path) -> None:
    """The script would draw the same words."""
    shown = "".join(segment.text for strip in script.review_lines(tmp_path) for segment in strip)
    assert letters(written(script.REVIEW)) == letters(f"readlist import --review{shown}")


def test_the_picture_of_triage_is_up_to_date(script: ModuleType, tmp_path: Path) -> None:
    """The script would draw the same words; it shows a paper that waits, and why."""
    shown = "".join(segment.text for strip in script.triage_lines(tmp_path) for segment in strip)
    assert letters(written(script.TRIAGE)) == letters(f"readlist triage{shown}")
    assert "due in 6 days" in shown


def written(name: str) -> str:
    """Return the words of a picture of a terminal."""
    drawn = ET.parse(IMAGES / f"{name}.svg").getroot()
    return "".join("".join(node.itertext()) for node in drawn.iter(f"{SVG}text"))
