"""Other programs for papers and lists, doing the same jobs: installed, filled, asked.

Each gets an environment of its own and the same papers: papis and arXiv identifiers in its own
folders, the others through their own import. `task` and `jabref` are used where Debian's packages
taskwarrior and jabref are there.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lists import WORD, Made, as_bibtex, make_papers
from measure import Job, run

PACKAGES: Mapping[str, Sequence[str]] = {
    "papis": ("papis==0.16.1",),
    # pubs does not start with newer readers of BibTeX.
    "pubs": ("pubs==0.9.0", "bibtexparser<2", "pyparsing"),
    "cobib": ("cobib==6.0.3",),
    "buku": ("buku==5.1",),
}

LIST, SEARCH, ADD, EXPORT = "list everything", "search one word", "add one", "export BibTeX"
JOBS = (LIST, SEARCH, ADD, EXPORT)

ONE_MORE = 200_001
"""The number of the paper that is added; no list holds it."""


@dataclass(frozen=True)
class Peer:
    """A program that is installed."""

    name: str
    version: str
    fill: Callable[[Path, Sequence[Made]], dict[str, Job]]
    """Makes a library in a folder and returns the jobs on it."""


def install(folder: Path, only: Sequence[str] = ()) -> list[Peer]:
    """Install the programs that can be had, each in an environment of its own.

    Args:
        folder: Where the environments are kept.
        only: Words of programs' names; none: all programs.
    """
    peers = []
    for name, packages in PACKAGES.items():
        if only and not any(name in word for word in only):
            continue
        place = folder / name
        if not (place / "installed").exists():
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
            pip = [str(place / "bin" / "pip"), "install", "--quiet", *packages]
            if subprocess.run(pip, check=False).returncode:
                print(f"{name} cannot be installed here", file=sys.stderr)
                continue
            (place / "installed").touch()
        version = packages[0].partition("==")[2]
        peers.append(Peer(name, version, _FILLERS[name](place / "bin")))
        if name == "papis":
            peers.append(Peer("papis, SQLite", version, _papis(place / "bin", "sqlite")))
    jabref = shutil.which("jabref")
    if jabref:
        peers.append(Peer("JabRef", _jabref_version(jabref), _jabref(jabref)))
    else:
        print("JabRef is left out: there is no package jabref here", file=sys.stderr)
    task = shutil.which("task")
    if task:
        asked = subprocess.run([task, "--version"], capture_output=True, text=True, check=True)
        peers.append(Peer("taskwarrior", asked.stdout.strip(), _task(task)))
    return [peer for peer in peers if not only or any(word in peer.name for word in only)]


def one_more(folder: Path) -> Path:
    """Return a BibTeX file with one paper that no list holds."""
    path = folder / "one.bib"
    *_, paper = make_papers(1)
    text = as_bibtex([paper]).replace(paper.id, "2601.00001").replace(paper.key, "one2026more")
    path.write_text(text.replace(paper.title, "One More Paper"), encoding="utf-8")
    return path


def _papis(
    programs: Path, backend: str = "papis"
) -> Callable[[Path, Sequence[Made]], dict[str, Job]]:
    def fill(home: Path, papers: Sequence[Made]) -> dict[str, Job]:
        config = home / ".config" / "papis" / "config"
        config.parent.mkdir(parents=True)
        settings = f"default-library = bench\ndatabase-backend = {backend}"
        config.write_text(f"[settings]\n{settings}\n[bench]\ndir = {home / 'docs'}\n")
        for number, paper in enumerate(papers):
            place = home / "docs" / paper.key
            place.mkdir(parents=True)
            # YAML takes JSON, and papis reads it as fast as what it writes itself.
            facts = {
                "papis_id": f"{number:032x}",
                "ref": paper.key,
                "title": paper.title,
                "author": " and ".join(paper.authors),
                "year": paper.published.year,
                "eprint": paper.id,
                "tags": list(paper.topics),
                "abstract": paper.abstract,
            }
            lines = (f"{name}: {json.dumps(value)}\n" for name, value in facts.items())
            (place / "info.yaml").write_text("".join(lines), encoding="utf-8")
        environ, papis = {"HOME": str(home)}, str(programs / "papis")
        run(Job([papis, "cache", "reset"], environ))
        titles = "{doc[title]} | {doc[author]} | {doc[year]}"
        # Without a query it asks SQLite for ".", which is none there (papis 0.16.1).
        every = ["*"] if backend == "sqlite" else []
        form = ["--format", "bibtex", "-o", str(home / "x")]
        export = [papis, "export", "--all", "--batch", *form, *every]
        add = [papis, "add", "--batch", "--from", "bibtex", str(one_more(home))]
        drop = f"{papis} rm --all --force ref:one2026more >/dev/null 2>&1 || true"
        return {
            LIST: Job([papis, "list", "--all", "--format", titles, *every], environ),
            SEARCH: Job([papis, "list", "--all", f"title:{WORD}"], environ),
            ADD: Job(add, environ, before=Job(["sh", "-c", drop], environ)),
            EXPORT: Job(export, environ, before=Job(["rm", "-f", str(home / "x")])),
        }

    return fill


def _pubs(programs: Path) -> Callable[[Path, Sequence[Made]], dict[str, Job]]:
    def fill(home: Path, papers: Sequence[Made]) -> dict[str, Job]:
        environ, pubs = {"HOME": str(home)}, str(programs / "pubs")
        bib = home / "all.bib"
        bib.write_text(as_bibtex(papers), encoding="utf-8")
        run(Job([pubs, "init", "-p", str(home / "pubs")], environ))
        run(Job([pubs, "import", str(bib)], environ))
        gone = Job(["sh", "-c", f"{pubs} remove -f one2026more >/dev/null 2>&1 || true"], environ)
        return {
            LIST: Job([pubs, "list"], environ),
            SEARCH: Job([pubs, "list", f"title:{WORD}"], environ),
            ADD: Job([pubs, "add", str(one_more(home))], environ, before=gone),
            EXPORT: Job([pubs, "export"], environ),
        }

    return fill


def _cobib(programs: Path) -> Callable[[Path, Sequence[Made]], dict[str, Job]]:
    def fill(home: Path, papers: Sequence[Made]) -> dict[str, Job]:
        environ, cobib = {"HOME": str(home)}, str(programs / "cobib")
        bib = home / "all.bib"
        bib.write_text(as_bibtex(papers), encoding="utf-8")
        run(Job([cobib, "init"], environ))
        run(Job([cobib, "add", "--skip-download", "-b", str(bib)], environ))
        database, kept = next(home.rglob("literature.yaml")), home / "kept.yaml"
        shutil.copy(database, kept)
        # The list makes its cache anew, which would count for the next command otherwise.
        gone = f"cp {kept} {database}; {cobib} list >/dev/null"
        add = [cobib, "add", "--skip-download", "-b", str(one_more(home))]
        export = [cobib, "export", "--bibtex", "--", str(home / "x.bib")]
        return {
            LIST: Job([cobib, "list"], environ),
            SEARCH: Job([cobib, "search", "-i", WORD], environ),
            ADD: Job(add, environ, before=Job(["sh", "-c", gone], environ)),
            EXPORT: Job(export, environ, before=Job(["rm", "-f", str(home / "x.bib")])),
        }

    return fill


_FILL_BUKU = """\
import json, sys, buku
base = buku.BukuDb(dbfile=sys.argv[1])
for line in open(sys.argv[2], encoding="utf-8"):
    url, title, tags, text = json.loads(line)
    base.add_rec(url, title, tags, text, fetch=False, delay_commit=True)
base.conn.commit()
"""


def _buku(programs: Path) -> Callable[[Path, Sequence[Made]], dict[str, Job]]:
    def fill(home: Path, papers: Sequence[Made]) -> dict[str, Job]:
        database, lines = home / ".local/share/buku/bookmarks.db", home / "all.jsonl"
        database.parent.mkdir(parents=True)
        records = (
            [f"https://arxiv.org/abs/{p.id}", p.title, f",{','.join(p.topics)},", p.abstract]
            for p in papers
        )
        lines.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        environ, buku = {"HOME": str(home)}, str(programs / "buku")
        filler = [str(programs / "python"), "-c", _FILL_BUKU, str(database), str(lines)]
        run(Job(filler, environ))
        url = "https://arxiv.org/abs/2601.00001"
        drop = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        drop += "c.execute('DELETE FROM bookmarks WHERE url = ?', sys.argv[2:]); c.commit()"
        export = [buku, "--nostdin", "--export", str(home / "x.md")]
        return {
            LIST: Job([buku, "--nostdin", "--np", "-p", "-f", "4"], environ),
            SEARCH: Job([buku, "--nostdin", "--np", "-s", WORD], environ),
            ADD: Job(
                [buku, "--nostdin", "--offline", "-a", url, "--title", "One More Paper"],
                environ,
                before=Job([sys.executable, "-c", drop, str(database), url]),
            ),
            # It knows no BibTeX; Markdown is what comes nearest.
            EXPORT: Job(export, environ, before=Job(["rm", "-f", str(home / "x.md")])),
        }

    return fill


def _task(task: str) -> Callable[[Path, Sequence[Made]], dict[str, Job]]:
    def fill(home: Path, papers: Sequence[Made]) -> dict[str, Job]:
        tasks = [
            {"description": p.title, "tags": list(p.topics), "status": "pending"} for p in papers
        ]
        (home / "all.json").write_text(json.dumps(tasks), encoding="utf-8")
        (home / ".taskrc").write_text(f"data.location={home}\nconfirmation=off\nverbose=nothing\n")
        environ = {"HOME": str(home)}
        run(Job([task, "import", str(home / "all.json")], environ))
        return {
            LIST: Job([task, "list"], environ),
            SEARCH: Job([task, f"/{WORD.title()}/", "list"], environ),  # it minds capitals
            ADD: Job([task, "add", "One More Paper"], environ),
            EXPORT: Job([task, "export"], environ),
        }

    return fill


def _jabref_version(jabref: str) -> str:
    command = [jabref, "--nogui", "--version"]
    asked = subprocess.run(command, capture_output=True, text=True, check=True)
    return next(iter(re.findall(r"JabRef (\d[\d.]*)", asked.stdout)), "")


def _jabref(jabref: str) -> Callable[[Path, Sequence[Made]], dict[str, Job]]:
    def fill(home: Path, papers: Sequence[Made]) -> dict[str, Job]:
        bib, one = home / "all.bib", one_more(home)
        bib.write_text(as_bibtex(papers), encoding="utf-8")
        # Without its window it joins nothing: what is imported is saved by itself.
        both = home / "both.bib"
        environ = {"HOME": str(home), "JAVA_TOOL_OPTIONS": f"-Duser.home={home}"}
        start = [jabref, "--nogui", str(bib)]

        def job(made: Path, *words: str) -> Job:
            return Job([*start, *words], environ, before=Job(["rm", "-f", str(made)]))

        table, found, out = home / "all.csv", home / "found.xml", home / "x.bib"
        return {
            # It prints no list; a table of all is what comes nearest.
            LIST: job(table, "--output", f"{table},oocsv"),
            SEARCH: job(found, "--exportMatches", f"title={WORD},{found},bibtexml"),
            ADD: job(both, "--import", str(one), "--output", str(both)),
            EXPORT: job(out, "--output", str(out)),
        }

    return fill


_FILLERS: Mapping[str, Callable[[Path], Callable[[Path, Sequence[Made]], dict[str, Job]]]] = {
    "papis": _papis,
    "pubs": _pubs,
    "cobib": _cobib,
    "buku": _buku,
}
