"""Bibliographies, tables and JSON: fields keep what they carry."""

import json

import pytest

from readlist.documents import read
from readlist.errors import ReadlistError
from support.document_kit import entry_of, found_in, ids_in, records_of

BIB = r"""
@string{arx = "arXiv preprint"}
@article{he, title={Deep {R}esidual {{Learning}}}, author={He, Kaiming and Ren, S.},
  journal={ar{X}iv preprint ar{X}iv:1512.03385}, year=2015, keywords={vision, resnets},
  annote={read twice}, readstatus={read}}
@article{adam, title = "Adam: {A} Method", journal={CoRR}, volume={abs/1412.6980}}
@inproceedings{print, title={In Print}, doi={10.1109/CVPR.2012.01256}}
@misc{bare, title={With a Bare Number}, eprint={2401.04088v2}}
@misc{hal, title={Elsewhere}, eprint={2310.06825}, archiveprefix={HAL}}
@article{dblp, title={Ring}, biburl={https://dblp.org/rec/journals/corr/abs-2310-01889.bib}}
@article{joined, title={Joined}, journal=arx # " arXiv:2305.13245"}
@misc{old, title={Caf\'e {\"U}ber $H\to aa$}, eprint={math.GT/0309136}, archivePrefix={arXiv}}
@misc{broken, title={Damaged}, eprint={2310.0182}, archivePrefix={arXiv}}
@software{vllm, title={vLLM}, url={https://github.com/vllm-project/vllm}}
@misc{open, title={Not closed, eprint={2203.02155
@misc{after, title={After It}, eprint={2305.18290}, url={https://github.com/a/b}}
"""


def test_bibtex_in_all_its_spellings() -> None:
    """eprint, journal with braces in the word, CoRR, dblp keys, strings, a broken entry."""
    findings = found_in(BIB, "x.bib")
    assert {entry.key: (entry.id, entry.version) for entry in findings.entries} == {
        "he": ("1512.03385", None),
        "adam": ("1412.6980", None),
        "print": ("doi:10.1109/cvpr.2012.01256", None),
        "bare": ("2401.04088", 2),
        "dblp": ("2310.01889", None),
        "joined": ("2305.13245", None),
        "old": ("math/0309136", None),
        "after": ("2305.18290", None),
    }
    first, *_, old, last = findings.entries
    assert (first.title, first.topics, first.notes, first.marks.status, first.year) == (
        "Deep Residual Learning", ("vision", "resnets"), "read twice", "read", 2015,
    )  # fmt: skip
    assert first.authors == ("Kaiming He", "S. Ren")
    assert old.title == r"Café Über $H\to aa$"
    assert last.code == ("https://github.com/a/b",)
    named = [entry.title for entry in findings.not_on_arxiv]
    assert named[:2] == ["Elsewhere", "Damaged"]
    assert [entry.title for entry in findings.no_papers] == ["vLLM"]
    assert [doubt.text for doubt in findings.doubtful] == ["2310.0182"]


def test_bibtex_knows_its_lines() -> None:
    """An entry is where its @ stands."""
    assert [record.line for record in records_of(BIB, "x.bib")][:3] == [3, 6, 7]


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("""\\bibitem{a} A.~Bee and C.~Dee.
\\newblock {M}istral {7B}.
\\newblock \\emph{arXiv preprint arXiv:2310.06825}, 2023.""", "Mistral 7B"),
        ((r"\bibitem{b} J.~M. Bee, ``The Large N limit,'' {\em Phys. Rev.} {\bf 2} (1998)"
         "\n[arXiv:2310.06825]."), "The Large N limit"),
        ((r"\bibitem [{\citenamefont {Bee}(2016)}]{c} \BibitemOpen \bibfield {author} {\bibinfo "
         r"{author} {\bibfnamefont {D.}~\bibnamefont {Bee}}, }\bibfield {title} {\bibinfo {title} "
         r"{Area and entropy},\ }\Eprint {https://arxiv.org/abs/2310.06825} {arXiv:2310.06825}"),
         "Area and entropy"),
        ("""\\entry{d}{article}{}\\field{title}{Soft Actor-Critic}\\verb{eprint}
\\verb 2310.06825
\\endverb\\endentry""", "Soft Actor-Critic"),
    ],
)  # fmt: skip
def test_bbl_of_bibtex_revtex_and_biber(entry: str, title: str) -> None:
    """Each style tells the title in its own way."""
    text = f"\\begin{{thebibliography}}{{9}}\n{entry}\n\\end{{thebibliography}}"
    found = entry_of(text, "x.bbl")
    assert (found.arxiv_id, found.title) == ("2310.06825", title)


RIS = """TY  - GEN
TI  - Mistral 7B
AU  - Jiang, Albert Q.
AB  - It beats arXiv:2307.09288.
PY  - 2023
DO  - 10.48550/arXiv.2310.06825
N1  - small enough
KW  - llm; small models
ID  - jiang2023
ER  -

TY  - CONF
TI  - Attention
L1  - https://arxiv.org/pdf/1706.03762v7.pdf
ER  -

TY  - JOUR
TI  - In Print
DO  - 10.3389/fnins.2012.00508
ER  -
"""


def test_ris_keeps_keywords_notes_and_key() -> None:
    """The number may stand in any field but the abstract."""
    findings = found_in(RIS, "x.ris")
    first, second, third = findings.entries
    assert (first.arxiv_id, first.topics, first.notes, first.key, first.year) == (
        "2310.06825", ("llm", "small models"), "small enough", "jiang2023", 2023,
    )  # fmt: skip
    assert (second.arxiv_id, second.version) == ("1706.03762", 7)
    assert (third.id, third.title) == ("doi:10.3389/fnins.2012.00508", "In Print")


def test_zotero_json_keeps_tags_and_notes() -> None:
    """Tags are topics, child notes are notes, software is no paper."""
    items = [
        {"itemType": "preprint", "title": "Attention", "archiveID": "arXiv:1706.03762",
         "creators": [{"firstName": "Ashish", "lastName": "Vaswani"}], "key": "ABCD2345",
         "citationKey": "vaswani2017", "tags": [{"tag": "nlp"}], "notes": [{"note": "<p>old</p>"}]},
        {"itemType": "computerProgram", "title": "vLLM", "url": "https://github.com/a/b"},
        {"itemType": "journalArticle", "title": "In Print", "DOI": "10.1016/j.cpc.2010.10774"},
    ]  # fmt: skip
    findings = found_in(json.dumps({"items": items}), "x.json")
    entry, other = findings.entries
    assert (entry.arxiv_id, entry.topics, entry.notes, entry.key, entry.authors) == (
        "1706.03762", ("nlp",), "old", "vaswani2017", ("Ashish Vaswani",),
    )  # fmt: skip
    assert (other.id, other.title) == ("doi:10.1016/j.cpc.2010.10774", "In Print")
    assert [entry.title for entry in findings.no_papers] == ["vLLM"]


@pytest.mark.parametrize("mark", ["papis_id: d85a2d1d", "files: [trees.pdf]"])
def test_papis_keeps_people_tags_and_key(mark: str) -> None:
    """Its `ref` is the citation key; its `notes` names a file and is no note."""
    text = (
        "author: Author, Ann and Brown, Bo\n"
        "author_list:\n- family: Author\n  given: Ann\n- family: Brown\n  given: Bo\n"
        "title: Counting Small Graphs Twice\neprint: '2310.11111'\n"
        f"ref: author2023\ntags: [graphs, trees]\nnotes: notes.tex\n{mark}\n"
    )
    (entry,) = found_in(text, "info.yaml").entries
    assert (entry.arxiv_id, entry.authors, entry.topics, entry.key, entry.notes) == (
        "2310.11111", ("Ann Author", "Bo Brown"), ("graphs", "trees"), "author2023", "",
    )  # fmt: skip


def test_a_doi_that_looks_like_arxivs_is_a_doi() -> None:
    """What CSL-JSON says of where and when it appeared is kept."""
    item = {"type": "article", "title": "A", "DOI": "10.1109/CVPR.2012.01256",
            "issued": {"date-parts": [[2012]]}}  # fmt: skip
    findings = found_in(json.dumps([item]), "x.json")
    assert [(e.id, e.title, e.year) for e in findings.entries] == [
        ("doi:10.1109/cvpr.2012.01256", "A", 2012)
    ]
    assert findings.entries[0].publication.issued == "2012"


def test_readlists_own_json_comes_back_whole() -> None:
    """State, star, days, notes, topics, key, code and version."""
    paper = {
        "id": "2310.06825", "title": "Mistral 7B", "authors": ["Albert Q. Jiang"],
        "published": "2023-10-10", "categories": ["cs.CL"], "topics": ["small-models"],
        "status": "read", "star": True, "added": "2026-11-21", "finished": "2026-11-25",
        "version": 1, "code": ["https://github.com/a/b"], "source": "x", "key": "jiang2023mistral",
        "notes": "a\nb", "url": "u", "pdf": None,
    }  # fmt: skip
    entry = entry_of(json.dumps([paper]), "x.json")
    assert (entry.arxiv_id, entry.version, entry.title) == ("2310.06825", 1, "Mistral 7B")
    marks = entry.marks
    assert (marks.status, marks.star, marks.added) == ("read", True, "2026-11-21")
    assert (marks.finished, entry.notes, entry.key) == ("2026-11-25", "a\nb", "jiang2023mistral")
    assert (entry.topics, entry.code) == (("small-models",), ("https://github.com/a/b",))


@pytest.mark.parametrize(
    "data",
    [
        {"messages": [{"date": 2310.12345, "text": "look https://arxiv.org/abs/2310.06825 !"}]},
        {"messages": [{"text": ["see ", {"type": "link", "text": "arxiv.org/abs/2310.06825"}]}]},
        {"messages": [{"text": ["see ", {"type": "text_link", "text": "it",
                                         "href": "https://arxiv.org/abs/2310.06825"}]}]},
        [{"text": "<https://arxiv.org/abs/2310.06825|Mistral 7B> is small", "ts": "2310.068251"}],
        {"mapping": {"a": {"message": {"content": {"parts": ["As arXiv:2310.06825 says\nit"]}}}}},
        {"data": [{"externalIds": {"ArXiv": "2310.06825"}, "title": "Mistral 7B"}]},
        [{"paper": {"id": "2310.06825", "title": "Mistral 7B"}}],
        {"arxiv_id": "2310.06825"},
        {"papers": {"one": {"eprint": "2310.06825", "title": "Mistral 7B"}}},
    ],
)  # fmt: skip
def test_chats_and_other_json(data: object) -> None:
    """Telegram, Slack, assistants, lists of papers: the identifier is found once."""
    assert ids_in(json.dumps(data, indent=1), "x.json") == ["2310.06825"]


def test_json_lines_and_numbers() -> None:
    """A line each; a number that lost no digit."""
    text = '{"id": "2310.06825", "title": "A"}\n{"arxiv": 2310.10, "title": "B"}\n'
    findings = found_in(text, "x.jsonl")
    assert [entry.arxiv_id for entry in findings.entries] == ["2310.06825"]
    assert [doubt.text for doubt in findings.doubtful] in ([], ["2310.10"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('title,link,description\nMistral 7B,arXiv:2310.06825,"a small, fast one"\n', "x.csv"),
        ("Titel;Link;Notes\nMistral 7B;arXiv:2310.06825;a small, fast one\n", "x.csv"),
        ("arxiv\ttitle\tnotes\n2310.06825\tMistral 7B\ta small, fast one\n", "x.tsv"),
    ],
)  # fmt: skip
def test_tables_by_their_columns(text: str, name: str) -> None:
    """The headings tell title and remark, whatever parts the columns."""
    entry = entry_of(text, name)
    assert (entry.arxiv_id, entry.title, entry.blurb, entry.line) == (
        "2310.06825", "Mistral 7B", "a small, fast one", 2,
    )  # fmt: skip


def test_numbers_in_a_table_are_measurements() -> None:
    """A column of figures holds no papers."""
    assert ids_in("x,y\n2310.06825,1.5\n1406.2661,2112.10752\n", "x.csv") == []
    assert ids_in("2310.06825,1.5\n1406.2661,2112.10752\n", "x.csv") == []


def test_feeds_of_arxiv_and_of_blogs() -> None:
    """arXiv's entries are papers; a post is a heading over what it links."""
    feed = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        "<id>http://arxiv.org/abs/2310.06825v1</id><title>Mistral\n 7B</title>"
        "<summary>It beats arXiv:2307.09288.</summary><author><name>A. Jiang</name></author>"
        "</entry></feed>"
    )
    entry = entry_of(feed, "x.atom")
    assert (entry.arxiv_id, entry.version, entry.title, entry.authors) == (
        "2310.06825", 1, "Mistral 7B", ("A. Jiang",),
    )  # fmt: skip
    blog = (
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>This week</title>'
        "<description>&lt;p&gt;&lt;a href='https://arxiv.org/abs/2310.01889'&gt;Ring Attention for "
        "Long Contexts&lt;/a&gt;&lt;/p&gt;</description></item></channel></rss>"
    )
    entry = entry_of(blog, "x.rss")
    assert (entry.title, entry.theme) == ("Ring Attention for Long Contexts", "This week")


def test_arxivs_mailings() -> None:
    """Unfolded titles, code from the comments, the abstract as the words on the paper."""
    text = (
        "\\\\\narXiv:2310.01320\nDate: Mon, 2 Oct 2023 16:27:36 GMT   (912kb,D)\n\n"
        "Title: A Title That\n  Goes On\nAuthors: Ann Bee, Cy Dee\nComments: https://github.com/a/b.\n"
        "Report-no: X-2310.55555\n\\\\\n  The abstract extends arXiv:2305.10601\nto games.\n"
        "\\\\ ( https://arxiv.org/abs/2310.01320 ,  912kb)\n" + "-" * 78 + "\n"
    )
    entry = entry_of(text, "daily.txt")
    assert (entry.arxiv_id, entry.title, entry.code) == (
        "2310.01320", "A Title That Goes On", ("https://github.com/a/b",),
    )  # fmt: skip
    assert entry.blurb == "The abstract extends arXiv:2305.10601 to games."


def test_broken_json_says_where() -> None:
    """The parser's own words are kept."""
    with pytest.raises(ReadlistError, match=r"broken: .*line 1"):
        read(b'{"a" 1}', "x.json")


def test_a_table_of_titles_and_authors_is_a_bibliography() -> None:
    """As Zotero, Scopus and Web of Science write it; other tables stay tables."""
    text = (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","DOI",'
        '"Abstract Note","Date","Pages","Volume","Manual Tags"\n'
        '"A","journalArticle","2021","Archer, Ada; Bow, Bo","Folding Leaves","Leaf","",'
        '"10.1000/leaf","As in arXiv:2310.00001","2021-08-26","10-19","3","bio; wind"\n'
        '"B","book","2016","Archer, Ada","Trees","","0-262-03561-8","","","2016","","",""\n'
        '"C","thesis","2020","Bow, Bo","On Bark","","","","","2020","","",""\n'
    )
    leaf, trees, bark = found_in(text, "zotero.csv").entries
    assert (leaf.id, leaf.authors, leaf.topics) == (
        "doi:10.1000/leaf", ("Ada Archer", "Bo Bow"), ("bio", "wind"),
    )  # fmt: skip
    told = leaf.publication
    assert (told.type, told.venue, told.volume, told.pages, told.issued) == (
        "article-journal", "Leaf", "3", "10-19", "2021-08-26",
    )  # fmt: skip
    assert trees.id == "isbn:9780262035613"
    assert (bark.id, bark.recorded, bark.line) == (None, True, 4)
    assert not records_of("Title,Paper URL\nA,https://arxiv.org/abs/2310.06825\n", "x.csv")
