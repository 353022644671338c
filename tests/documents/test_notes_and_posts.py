"""Notes with properties, posts of networks, nested records, mailboxes and chats."""

import json

from support.document_kit import entry_of, found_in, ids_in

ONE = "https://arxiv.org/abs/2310.11111"
OTHER = "https://arxiv.org/abs/2310.11112"


def titles(text: str, name: str) -> dict[str | None, str]:
    """Return the titles that are found, by identifier."""
    return {entry.arxiv_id: entry.title for entry in found_in(text, name).entries}


def test_an_object_does_not_hide_what_is_nested_in_it() -> None:
    """References, and papers in wrappers, are found with titles of their own."""
    survey = {"title": "Mine", "doi": "10.1234/x", "references": [
        {"title": "Counting Trees", "arxiv": "2310.11111"},
        {"citedPaper": {"title": "Another", "externalIds": {"ArXiv": "2310.11112"}}}]}  # fmt: skip
    named = {one.id: one.title for one in found_in(json.dumps(survey), "a.json").entries}
    assert named == {
        "2310.11111": "Counting Trees", "2310.11112": "Another", "doi:10.1234/x": "Mine"
    }  # fmt: skip


def test_identifiers_keep_their_names_in_nested_objects() -> None:
    """Services nest identifiers and titles in lists of objects with a value or a type."""
    inspire = {
        "hits": {
            "hits": [
                {
                    "id": "1",
                    "metadata": {
                        "titles": [{"title": "Counting Trees"}],
                        "arxiv_eprints": [{"value": "hep-th/9901001"}],
                    },
                }
            ]
        }
    }
    daily = [{"paper": {"id": "2310.11111", "title": "A Paper"}, "title": "A Paper"}]
    links = [{"paper_title": "A Paper", "paper_arxiv_id": "2310.11111", "repo_url":
              "https://github.com/a/b"}]  # fmt: skip
    datacite = {"title": "A Paper", "identifiers": [{"type": "arXiv", "value": "2310.11111"}]}
    assert titles(json.dumps(inspire), "a.json") == {"hep-th/9901001": "Counting Trees"}
    for each in (daily, links, datacite):
        assert titles(json.dumps(each), "a.json") == {"2310.11111": "A Paper"}
    assert entry_of(json.dumps(links), "a.json").code == ("https://github.com/a/b",)


def test_an_abstract_names_no_paper() -> None:
    """Nor do highlights, excerpts and lists of related works without titles."""
    text = json.dumps({"title": "A Paper", "abstract": "As in arXiv:1503.09999", "related": ["x"],
                       "url": ONE, "summary": "see arXiv:1503.09998"})  # fmt: skip
    assert ids_in(text, "a.json") == ["2310.11111"]


def test_shortened_addresses_of_posts_are_opened() -> None:
    """Twitter, Bluesky and Mastodon say apart from the text where a link leads."""
    tweet = [
        {
            "tweet": {
                "full_text": "Counting Small Trees https://t.co/a",
                "entities": {
                    "urls": [
                        {
                            "url": "https://t.co/a",
                            "expanded_url": ONE,
                            "display_url": "arxiv.org/abs",
                        }
                    ]
                },
            }
        }
    ]
    text = "Counting Small Trees arxiv.org/abs/2310.111..."
    start = text.index("arxiv")
    sky = {"text": text, "facets": [{"index": {"byteStart": start, "byteEnd": len(text)},
                                     "features": [{"uri": ONE}]}]}  # fmt: skip
    toot = {"object": {"type": "Note", "content": f'<p>Counting Small Trees<br><a href="{ONE}">'
                       '<span class="invisible">https://</span><span>arxiv.org/abs/2310</span>'
                       '<span class="invisible">.11111</span></a></p>'}}  # fmt: skip
    wanted = {"2310.11111": "Counting Small Trees"}
    for each in (f"window.YTD.tweets.part0 = {json.dumps(tweet)}", json.dumps(sky),
                 json.dumps(toot)):  # fmt: skip
        found = found_in(each, "a.js")
        assert titles(each, "a.js") == wanted
        assert not found.conflicts
        assert not found.doubtful


def test_folders_of_bookmarks_are_themes() -> None:
    """The name of the site in a page's title is no part of the paper's."""
    text = json.dumps({"title": "", "children": [{"title": "Graphs", "children": [
        {"title": "[2310.11111] Counting Trees", "uri": ONE},
        {"title": "Another Paper - arXiv", "uri": OTHER}]}]})  # fmt: skip
    found = found_in(text, "a.json").entries
    assert [(x.title, x.theme) for x in found] == [
        ("Counting Trees", "Graphs"), ("Another Paper", "Graphs")]  # fmt: skip


def test_properties_of_notes() -> None:
    """Logseq's properties, Obsidian's front matter and Org's drawers name the paper of a note."""
    logseq = f"- ## Graphs\n\t- [[@Counting Trees]]\n\t  id:: 1\n\t  url:: {ONE}\n\t\t- nice\n"
    whole = f"- type:: [[paper]]\n  title:: Counting Trees\n  url:: {ONE}\n"
    front = "---\ntitle: Counting Trees\narxiv: 2310.11111\ntags:\n- x\n---\n\nwords\n"
    org = (f":PROPERTIES:\n:ID: 1706.03762\n:ROAM_REFS: {ONE}\n:END:\n#+title: Counting Trees\n\n"
           "* Notes\n")  # fmt: skip
    for text, name in ((logseq, "a.md"), (whole, "a.md"), (front, "a.md"), (org, "a.org")):
        assert titles(text, name) == {"2310.11111": "Counting Trees"}
    assert entry_of(logseq, "a.md").theme == "Graphs"


def test_entries_of_org_go_over_several_lines() -> None:
    """A wrapped link keeps its title; the row above a rule holds headings."""
    text = (
        f"* Graphs\n- [[{ONE}][Counting\n  Small Trees]] (1995)\n\n"
        f"| Titel | Link |\n|---+---|\n| Another of Them | [[{OTHER}]] |\n"
    )
    assert titles(text, "a.org") == {
        "2310.11111": "Counting Small Trees", "2310.11112": "Another of Them"}  # fmt: skip


def test_quoted_words_in_a_mail_are_the_title() -> None:
    """A greeting is none, and a quoted answer keeps its own papers apart."""
    text = (
        "From: a@b.example\nTo: c@d.example\nSubject: x\n\nHi,\n"
        f'see "Counting Small Trees"\n{ONE}\n'
        f'> On Mon, A wrote:\n> see "Another of Them All"\n> {OTHER}\n'
    )
    assert titles(text, "a.eml") == {
        "2310.11111": "Counting Small Trees", "2310.11112": "Another of Them All"}  # fmt: skip


def test_what_a_message_exclaims_is_no_title() -> None:
    """Only a line that may be a title names the paper of its link."""
    text = f"13/10/23, 15:36 - Ann: Great paper {ONE}\n13/10/23, 15:37 - Bo: Mistral 7B {OTHER}\n"
    assert titles(text, "chat.txt") == {"2310.11111": "", "2310.11112": "Mistral 7B"}


def test_what_a_record_says_is_kept() -> None:
    """DOI, journal, volume, pages and kind go with the entry, whatever the format."""
    text = (
        "%0 Journal Article\n%A Hatter, Ann\n%T Counting Trees\n%J Journal of Trees\n%V 7\n%N 2\n"
        f"%P 1-9\n%I Press\n%R 10.1234/x\n%D 2021\n%U {ONE}\n"
    )
    entry = entry_of(text, "a.enw")
    told = entry.publication
    assert (told.doi, told.url, told.venue) == ("10.1234/x", ONE, "Journal of Trees")
    assert (told.volume, told.issue, told.pages, told.publisher) == ("7", "2", "1-9", "Press")
    assert (entry.authors, entry.year) == (("Hatter, Ann",), 2021)


def test_fields_of_a_cv_and_anchors_of_a_bibliography_are_no_titles() -> None:
    """LaTeX's entries of curricula have fields of their own; AsciiDoc's anchors go."""
    fields = ("2023", "Counting Trees of Size", "Hatter, A.", f"\\url{{{ONE}}}")
    cv = "\\section{P}\n\\cventry" + "".join(f"{{{field}}}" for field in fields) + "\n"
    listed = "[bibliography]\n== P\n* [[[b]]] B. Hatter. Counting Trees of Size. arXiv:2310.11111\n"
    assert titles(cv, "a.tex") == {"2310.11111": "Counting Trees of Size"}
    assert titles(listed, "a.adoc") == {"2310.11111": "Counting Trees of Size"}
