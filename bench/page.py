"""Print how fast the page of 1,000 papers opens and filters in Chromium.

    python bench/page.py

A key press counts from the event until the next frame is there: script, style, layout and paint.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser.visiting import CHROMIUM, FLAGS
from exporters.export_samples import large_entries
from readlist.exporters import Options, html

WORDS = "study 42 sparse"
_PRESS = """async (value) => {
  const box = document.querySelector("[name=q]");
  const start = performance.now();
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
_LOAD = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def main() -> None:
    """Print the median and the worst key press over all beginnings of some words."""
    if CHROMIUM is None:
        sys.exit("error: Chromium is not installed.\ntry: apt-get install chromium")
    text = html.render(large_entries(1000), Options(abstracts=True))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "list.html")
        file.write_text(text, "utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto(file.as_uri())
        load = float(page.evaluate(_LOAD))
        typed = [WORDS[:end] for end in range(1, len(WORDS) + 1)]
        times = [float(page.evaluate(_PRESS, value)) for value in (*typed, *reversed(typed), "")]
        version = browser.version
        browser.close()
    times.sort()
    print(f"{date.today()}, Chromium {version}, 1,000 papers, {len(text) / 1e6:.1f} MB")  # noqa: DTZ011 - a local date is meant
    print(f"open      {load:6.0f} ms")
    print(f"key press {times[len(times) // 2]:6.0f} ms median, {times[-1]:.0f} ms at worst")


if __name__ == "__main__":
    main()
