"""``readlist digest``: what is followed, what is new, where it goes, and what counts as sent."""

import email
import email.policy
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from support.digest_kit import ATOM, RSS, Pages, biorxiv_row, mail_server, pages_on_loopback
from support.taste_kit import NEWS, TASTE, news_corpus, put_abstracts, row, submit
from support.tests_kit import Run

BEST = "2611.00002"


@pytest.fixture(autouse=True)
def arxiv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_list: Callable[[str], Path], home: Path
) -> Iterator[ArxivSim]:
    """Run a simulated arXiv with news, and make the list of a reader with taste."""
    make_list(TASTE)
    put_abstracts(home / "library")
    rows = (*NEWS, row("2611.00008", "Bread Again", "Flour.", authors=["Ada Archer"]))
    corpus = news_corpus(tmp_path / "corpus.jsonl", rows)
    with ArxivSim(corpus=corpus, feed_date="2026-11-21T00:00:00Z", feed_days=3) as running:
        for name, path in (("API", "/api/query"), ("RSS", "/rss/"), ("PDF", "/pdf/")):
            monkeypatch.setenv(f"READLIST_ARXIV_{name}", f"{running.base}{path}")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    """Serve feeds and bioRxiv's API on loopback."""
    with pages_on_loopback() as (running, base):
        hosts = f"feeds.example.org={base},api.biorxiv.org={base}/api"
        monkeypatch.setenv("READLIST_HOSTS", hosts)
        yield running


def ids(run: Run, home: Path, *words: str) -> list[str]:
    """Return the identifiers of the new papers of a digest."""
    path = home / "digest.json"
    assert run("digest", "-o", str(path), *words).code == 0
    return [paper["id"] for paper in json.loads(path.read_text())["new"]]


def test_what_is_followed_is_kept_beside_the_list(run: Run, home: Path) -> None:
    """Categories, authors, queries and feeds, each under its name; ``--following`` names them."""
    said = run(
        "digest", "--follow", "cs.CL,cs.LG", "--follow", "biorxiv:Cell_Biology",
        "--follow", 'au:"Ada Archer"', "--follow", "abs:experts",
        "--follow", "https://feeds.example.org/a.xml",
    )  # fmt: skip
    assert said.code == 0
    named = [
        "cs.CL", "cs.LG", "biorxiv:cell-biology", 'au:"Ada Archer"', "abs:experts",
        "https://feeds.example.org/a.xml",
    ]  # fmt: skip
    assert run("digest", "--following").lines == named
    assert 'authors = ["Ada Archer"]' in (home / "follow.toml").read_text()
    for word in named:
        assert run("digest", "--unfollow", word).code == 0
    assert run("digest", "--following").out == ""
    assert run("digest", "--unfollow", "abs:experts").code == 2


@pytest.mark.parametrize("word", ["transformers", "cs.language", "au:", ""])
def test_what_cannot_be_followed_is_refused(run: Run, home: Path, word: str) -> None:
    """And nothing is written."""
    assert run("digest", "--follow", word).code == 2
    assert not (home / "follow.toml").exists()


def test_new_papers_come_with_reasons_and_the_line_that_adds_them(run: Run) -> None:
    """Without what is on the list, the best match first."""
    run("digest", "--follow", "cs.CL")
    said = run("digest")
    assert said.code == 0
    assert said.lines[:4] == [
        "4 new papers, 1 of yours changed · 2026-11-21", "", "New", "",
    ]  # fmt: skip
    assert said.lines[4] == "1. Experts That Share a Gate"
    assert f"    readlist add {BEST}" in said.lines
    assert f"    https://arxiv.org/abs/{BEST}" in said.lines
    assert any(line.startswith("    why: ") for line in said.lines)
    assert "readlist add 2101.00004" not in said.out
    assert max(map(len, said.lines)) <= 80


def test_only_what_was_sent_does_not_come_again(run: Run, home: Path) -> None:
    """A digest that was looked at or written to a file comes again; with ``--sent`` it does not."""
    run("digest", "--follow", "cs.CL")
    first = ids(run, home, "-n", "2")
    assert (len(first), first[0]) == (2, BEST)
    assert ids(run, home, "-n", "2") == first
    assert ids(run, home, "-n", "2", "--sent") == first
    lines = (home / "digest.txt").read_text().splitlines()
    assert lines == [f"{one} 2026-11-21" for one in first]
    again = ids(run, home)
    assert not set(again) & set(first)
    assert again


def test_what_was_dismissed_does_not_come_and_teaches(run: Run, home: Path) -> None:
    """A paper that was turned down is gone, and what is like it comes later."""
    run("digest", "--follow", "cs.CL")
    before = ids(run, home)
    assert before.index("2611.00003") < before.index("2611.00001")  # birds are disliked
    run("discover", "--dismiss", BEST)
    assert BEST not in ids(run, home)


def test_papers_of_followed_authors_come_first(run: Run, home: Path) -> None:
    """With the reason, whatever their words."""
    run("digest", "--follow", "cs.CL", "--follow", 'au:"Ada Archer"')
    path = home / "digest.json"
    run("digest", "-o", str(path))
    first = json.loads(path.read_text())["new"][0]
    assert (first["id"], first["reasons"][0]) == ("2611.00008", "by Ada Archer")


def test_feeds_and_biorxiv_are_read(run: Run, home: Path, pages: Pages) -> None:
    """Identifiers from wherever an entry names them; what is old or nameless stays out."""
    pages.bodies |= {"/a.xml": RSS, "/b.xml": ATOM}
    pages.put_biorxiv(
        *(biorxiv_row(number) for number in range(31)),
        biorxiv_row(77, version="2"),
        biorxiv_row(78, category="zoology"),
    )
    for word in ("biorxiv:cell-biology", "https://feeds.example.org/a.xml",
                 "https://feeds.example.org/b.xml"):  # fmt: skip
        assert run("digest", "--follow", word).code == 0
    found = ids(run, home, "-n", "99")
    assert {"doi:10.5555/gates.1", "2611.00077", "doi:10.1101/2026.11.20.000030"} <= set(found)
    assert len(found) == 33
    asked = len(pages.asked)
    ids(run, home)
    assert len(pages.asked) == asked  # asked once a day
    assert run("discover", "--dismiss", "doi:10.5555/gates.1").code == 0
    assert "doi:10.5555/gates.1" not in ids(run, home)


def test_a_feed_that_came_by_sync_is_not_read_before_somebody_says_so(
    run: Run, home: Path, pages: Pages
) -> None:
    """A file from elsewhere makes this machine ask nobody."""
    pages.bodies["/a.xml"] = RSS
    text = 'categories = ["cs.CL"]\nfeeds = ["https://feeds.example.org/a.xml"]\n'
    (home / "follow.toml").write_text(text)
    said = run("digest")
    assert "https://feeds.example.org/a.xml came with the list" in said.err
    assert pages.asked == []
    assert run("digest", asks=True, input="y\n").code == 0
    assert len(pages.asked) == 1


def test_what_cannot_be_asked_does_not_stop_the_others(run: Run, pages: Pages) -> None:
    """The digest comes, names it, and the exit code says so."""
    pages.bodies["/a.xml"] = "<html>no feed</html>"
    run("digest", "--follow", "cs.CL", "--follow", "https://feeds.example.org/a.xml")
    said = run("digest")
    assert said.code == 1
    assert "Experts That Share a Gate" in said.out
    assert "Not asked: https://feeds.example.org/a.xml: it is not a feed" in said.out
    assert said.err.splitlines()[-3].startswith("error: 1 source could not be asked")


def test_news_of_papers_of_the_list_are_told_once_sent(
    run: Run, home: Path, arxiv: ArxivSim
) -> None:
    """A new version, until it went out."""
    submit(arxiv, row("2101.00001", "Routing Tokens to Sparse Experts", "x"))
    run("digest", "--follow", "math.AG")
    run("digest", "--sent")
    submit(arxiv, row("2101.00001v2", "Routing Tokens to Sparse Experts", "x"))
    (home / "cache" / "updates.json").unlink()
    news = "Routing Tokens to Sparse Experts: new version: v1 → v2"
    assert news in run("digest").lines
    assert news in run("digest", "--sent").lines
    assert news not in run("digest").lines
    assert "2101.00001\tversion\tv1\tv2" in run("updates").out


def test_what_is_due_is_told(run: Run, make_list: Callable[[str], Path]) -> None:
    """Within a week, the earliest first; not what was read."""
    lines = {"2101.00003": "2026-11-28", "2101.00004": "2026-11-20", "2101.00006": "2026-11-29",
             "2101.00001": "2026-11-21"}  # fmt: skip
    text = TASTE
    for identifier, day in lines.items():
        text = text.replace(f'id = "{identifier}"\n', f'id = "{identifier}"\ndue = {day}\n')
    make_list(text)
    run("digest", "--follow", "math.AG")
    out = run("digest").out
    due = out.partition("\nDue\n")[2].strip().splitlines()
    assert due[0].endswith("Mixtures of Experts: overdue since 2026-11-20")
    assert due[1].endswith("Songs of Birds: due on Saturday 2026-11-28")
    assert "Under Review" not in out
    assert "Routing Tokens" not in out


@pytest.mark.parametrize("ending", ["txt", "md", "html", "json", "atom"])
def test_the_ending_decides_the_format(run: Run, home: Path, ending: str) -> None:
    """And a file is always written, also without news."""
    run("digest", "--follow", "cs.CL")
    path = home / f"news.{ending}"
    assert run("digest", "-o", str(path)).code == 0
    assert "Experts That Share a Gate" in path.read_text(encoding="utf-8")
    assert run("digest", "-o", str(path), "--sent").code == 0
    assert run("digest", "-o", str(path)).code == 0
    assert "Experts That Share a Gate" not in path.read_text(encoding="utf-8")


def test_a_mail_goes_out_once(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, arxiv: ArxivSim
) -> None:
    """Two parts, right headers; on a day without news nothing but with ``--always``."""
    run("digest", "--follow", "cs.CL")
    with mail_server() as (inbox, port):
        monkeypatch.setenv("READLIST_SMTP_URL", f"smtp://127.0.0.1:{port}")
        said = run("digest", "--mail", "me@example.org")
        assert (said.code, said.out) == (0, "")
        assert len(inbox.mails) == 1
        again = run("digest", "--mail", "me@example.org")
        assert "No news: nothing was sent" in again.err
        assert len(inbox.mails) == 1
        assert run("digest", "--mail", "me@example.org", "--always").code == 0
        assert len(inbox.mails) == 2
    mail = email.message_from_bytes(inbox.mails[0].content, policy=email.policy.default)
    assert inbox.mails[0].rcpt_tos == ["me@example.org"]
    assert mail["To"] == "me@example.org"
    assert mail["From"] == "readlist <me@example.org>"
    assert mail["Subject"] == "readlist: 4 new papers, 1 of yours changed · 2026-11-21"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"]
    assert mail["Message-ID"].endswith("@example.org>")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert all("Experts That Share a Gate" in p.get_content() for p in mail.iter_parts())
    assert len((home / "digest.txt").read_text().splitlines()) == 4


def test_what_no_server_took_is_not_sent(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 5, and the same comes again; the password is in no output."""
    run("digest", "--follow", "cs.CL")
    monkeypatch.setenv("READLIST_SMTP_URL", "smtp://me:s3cret%21@127.0.0.1:9")
    said = run("digest", "--mail", "me@example.org")
    assert said.code == 5
    assert "s3cret" not in said.err
    assert not (home / "digest.txt").exists()


def test_a_digest_is_not_written_over_what_readlist_needs(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``digest.txt`` beside the list says what was sent."""
    monkeypatch.chdir(home)
    run("digest", "--follow", "cs.CL")
    assert run("digest", "-o", "digest.txt").code == 2
    assert run("digest", "-o", "other.txt").code == 0


@pytest.mark.parametrize(
    "address", ["me", "a@b.org\nBcc: x@y.org", "a@b.org, c@d.org", "<a@b.org>"]
)
def test_addresses_that_are_none_are_refused(run: Run, address: str) -> None:
    """Before anything is asked; a line break never gets into a header."""
    assert run("digest", "--mail", address).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--mail", "me@example.org"],
        ["-o", "digest.pdf"],
        ["--follow", "cs.CL", "--unfollow", "cs.CL"],
        ["--following", "--sent"],
        ["--days", "0"],
        ["-n", "many"],
    ],
)
def test_wrong_lines_are_named(run: Run, words: list[str]) -> None:
    """Two lines and exit code 2."""
    said = run("digest", *words)
    assert said.code == 2
    assert [line.split(":")[0] for line in said.err.splitlines()] == ["error", "try"]


def test_without_anything_to_follow_it_says_so(run: Run, make_list: Callable[[str], Path]) -> None:
    """A list without categories gives no hint."""
    make_list('[[paper]]\nid = "2101.00001"\n')
    said = run("digest")
    assert said.code == 2
    assert said.err.splitlines()[0] == "error: nothing is followed."


def test_offline_it_ends_with_the_reason(run: Run) -> None:
    """Exit code 5, as for every command that needs the network."""
    run("digest", "--follow", "cs.CL")
    assert run("digest", "--offline").code == 5


def test_rows_of_a_digest_can_be_added(run: Run) -> None:
    """On a terminal its numbers are rows, as those of ``discover`` are."""
    run("digest", "--follow", "cs.CL")
    run("digest", terminal=True)
    assert f"+ {BEST}" in run("add", "1", terminal=True).err
    assert BEST not in run("digest").out
