"""Print what import costs: ``python bench/import_speed.py [ARTICLE...]``.

Each job runs in a process of its own, five times; the median of user and system time is printed,
children included, and what starting Python and importing readlist alone costs. Then a look at each
article (``readlist import ARTICLE --dry-run``) is compared with ``readlist show``, into a pipe, in
pairs: the median of fifteen quotients. Without arguments the article is one of the tests'.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS, PAIRS = 5, 15
IDENTIFIERS = 3000
BYTES = 1_900_000
PAGES = 47

ARTICLE = (
    Path(__file__).parent.parent / "tests" / "data" / "documents" / "set" / "syn_zh_article.txt"
)

_JOB = """
import sys
from pathlib import Path
from readlist.documents import read
from readlist.mentions import find
path = Path(sys.argv[1])
print(len(find(read(path.read_bytes(), path.name)).entries))
"""
_WORDS = (
    "attention memory routing sparse experts sampling gradient context kernel cache training "
    "inference alignment retrieval diffusion transport lattice spectra calibration benchmark"
).split()


def markdown() -> str:
    """Return a list of papers in Markdown: 3,000 entries with title, links, code and remark."""
    lines = ["# Papers of the decade\n"]
    each = BYTES // IDENTIFIERS
    for n in range(IDENTIFIERS):
        if n % 50 == 0:
            lines.append(f"\n## Theme {n // 50}\n")
        name = " ".join(_WORDS[(n * k + k) % len(_WORDS)].title() for k in range(1, 7))
        number = f"{15 + n % 9:02d}{1 + n % 12:02d}.{n + 1:05d}"
        entry = (
            f"- **{name} {n}** [[paper](https://arxiv.org/abs/{number})] "
            f"[[code](https://github.com/owner{n}/repo{n})] "
        )
        remark = " ".join(_WORDS[(n + k * 7) % len(_WORDS)] for k in range(90))
        lines.append(entry + remark[: each - len(entry) - 1])
    return "\n".join(lines)


def entries_page(count: int) -> str:
    """Return a page of the web with that many papers: arXiv's, DOIs and titles by turns."""
    kinds = (
        '<a href="https://arxiv.org/abs/{0}">{1}</a>',
        '{1}. <a href="https://doi.org/10.1234/made.{2}">doi:10.1234/made.{2}</a>',
        "<i>{1}</i>. A. Author and B. Writer, 2023. arXiv:{0}",
        '<a href="https://openreview.net/forum?id=made{2:06}">{1}</a>',
    )
    items = []
    for n in range(count):
        name = " ".join(_WORDS[(n * k + k) % len(_WORDS)].title() for k in range(1, 7))
        number = f"{15 + n % 9:02d}{1 + n % 12:02d}.{n + 1:05d}"
        items.append(f"<li>{kinds[n % len(kinds)].format(number, f'{name} {n}', n)}</li>")
    return f"<html><body><h1>Papers</h1><ul>{chr(10).join(items)}</ul></body></html>\n"


def pdf() -> bytes:
    """Return a PDF of 47 pages of text, its references on the last four."""
    pages = []
    for n in range(PAGES):
        if n < PAGES - 4:
            rows = [
                " ".join(_WORDS[(n + r + k) % len(_WORDS)] for k in range(9)) for r in range(50)
            ]
        else:
            rows = [
                f"[{n * 40 + r}] A. Author and B. Writer. On {_WORDS[r % len(_WORDS)]} number {r}. "
                f"arXiv:23{1 + r % 9:02d}.{n * 100 + r:05d}, 2023."
                for r in range(40)
            ]
        pages.append(rows)
    return _pdf(pages)


def _pdf(pages: list[list[str]]) -> bytes:
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, rows in enumerate(pages):
        shown = "".join(f"({row}) Tj T*\n" for row in rows)
        stream = f"BT /F1 9 Tf 12 TL 50 800 Td\n{shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {size}\n0000000000 65535 f \n{table}" + end).encode("latin-1")


def cpu(arguments: list[str]) -> tuple[float, str]:
    """Return the median CPU seconds of a Python process and what it printed."""
    runs = [once(arguments) for _ in range(RUNS)]
    return statistics.median(seconds for seconds, _ in runs), runs[-1][1]


def once(arguments: list[str]) -> tuple[float, str]:
    """Return the CPU seconds of one Python process and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, done.stdout.strip()


def beside_show(article: Path) -> float:
    """Return how many times the CPU time of ``show`` a look at an article takes."""
    command = ["-m", "readlist"]
    look, show = [*command, "import", str(article), "--dry-run"], [*command, "show"]
    for words in (show, show, look):  # the first ones make the list and the index
        once(words)
    return statistics.median(once(look)[0] / once(show)[0] for _ in range(PAIRS))


def main() -> None:
    """Print one line a document."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    start, _ = cpu(["-c", "import readlist.documents, readlist.mentions"])
    print(f"{'start alone':30} {start:6.2f} s CPU")
    with tempfile.TemporaryDirectory() as folder:
        documents = {
            "list.md": markdown().encode(),
            "paper.pdf": pdf(),
        }
        for name, data in documents.items():
            path = Path(folder, name)
            path.write_bytes(data)
            seconds, found = cpu(["-c", _JOB, str(path)])
            print(f"{f'{name}, {len(data):,} bytes':30} {seconds:6.2f} s CPU, {found} papers")
        os.environ["READLIST_HOME"] = str(Path(folder, "home"))
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for article in [Path(word) for word in sys.argv[1:]] or [ARTICLE]:
            print(f"{article.name:30} {beside_show(article):6.2f} times the CPU time of show")


if __name__ == "__main__":
    main()
