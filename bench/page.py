"""Print how fast the page opens and filters in Chromium, for 1,000 and 10,000 papers.

    python bench/page.py [PAPERS ...]

Times are of the clock, and where it says so of the CPU of the page's thread: that is what counts on
a machine that does other things, too. First paint is that of something to read
(first-contentful-paint), open is the end of loading, and the first key comes right then. A key
press counts from the event until the next frame is there: script, style, layout and paint. The
median is over all beginnings of some words, forth and back; `when all is drawn` is a key after a
rest, with every paper on the page.
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser.visiting import CHROMIUM, FLAGS
from exporters.export_samples import large_entries
from readlist.exporters import Options
from readlist.exporters.html import page as html

SIZES = (1_000, 10_000)
WORDS = "study 42 sparse"
_PRESS = """async (value) => {
  const box = document.querySelector("[name=q]");
  const start = performance.now();
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
_CPU = {"timeDomain": "threadTicks"}
_LOAD = "performance.getEntriesByType('navigation')[0].loadEventEnd"
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_WHOLE = "count => document.querySelectorAll('.paper:not([hidden] *)').length === count"


def main() -> None:
    """Print a row a size."""
    if CHROMIUM is None:
        sys.exit("error: Chromium is not installed.\ntry: apt-get install chromium")
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.machine()}"
        python = f"Python {platform.python_version()}"
        print(f"{date.today()}, Chromium {browser.version}, {python}, {machine}")  # noqa: DTZ011 - a local date is meant
        for size in sizes:
            print(_measured(browser, Path(folder, "list.html"), size), flush=True)
        browser.close()


def _measured(browser: Browser, file: Path, papers: int) -> str:
    entries = large_entries(papers)
    start = time.process_time()
    text = html.render(entries, Options(abstracts=True))
    written = time.process_time() - start
    file.write_text(text, "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(300_000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", _CPU)

    def spent() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in told if one["name"] == "TaskDuration")) * 1000

    page.goto(file.as_uri())
    opened = spent()
    first = float(page.evaluate(_PRESS, WORDS[0]))
    paint, load = float(page.evaluate(_PAINT)), float(page.evaluate(_LOAD))
    typed = [WORDS[:end] for end in range(1, len(WORDS) + 1)]
    before = spent()
    times = [float(page.evaluate(_PRESS, value)) for value in (*typed, *reversed(typed), "")]
    key = (spent() - before) / len(times)
    page.wait_for_function(_WHOLE, arg=papers, polling=1_000)
    rest = [float(page.evaluate(_PRESS, value)) for value in (WORDS[0], "")]
    page.close()
    return (
        f"{papers:7,} papers {len(text) / 1e6:5.1f} MB  written {written:5.2f} s CPU  "
        f"first paint {paint:4.0f} ms  open {load:5.0f} ms ({opened:.0f} CPU)  "
        f"first key {first:4.0f} ms  key {statistics.median(times):4.0f} ms ({key:.0f} CPU), "
        f"at worst {max(times):5.0f} ms  when all is drawn {max(rest):4.0f} ms"
    )


if __name__ == "__main__":
    main()
