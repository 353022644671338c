"""Every trap that a client of the services has to know, each with the right value."""

from __future__ import annotations

from scholar_sim.works import Work


def _w(key, doi, title, plain="", why="", **k):
    return Work(key=key, doi=doi, title=title, plain=plain, why=why, **k)


def _or(id, v, venue, venueid, **k):
    return {"id": id, "v": v, "venue": venue, "venueid": venueid, **k}


MATHML = (
    '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" display="inline"><mml:mrow><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn>'
    "</mml:msub><mml:mi>O</mml:mi></mml:mrow></mml:math>"
)


def trap_works() -> list[Work]:
    """Every trap of the field report, each with the value a careful client should come to."""
    T: list[Work] = []
    add = lambda *a, **k: T.append(_w(*a, **k))
    # 1 markup in titles and abstracts
    add(
        "plain",
        "10.5555/sim.plain",
        "A Plain Article With Nothing Wrong",
        why="the ordinary case: title is a list in /works, a string in CSL; DataCite answers 404 for a Crossref DOI",
        pmid="39000001",
        pmcid="PMC9000001",
        refs=["10.5555/sim.mathml", "10.5555/sim.entity"],
        abstract="<jats:p>We show that nothing is wrong.</jats:p>",
        expect={"abstract": "We show that nothing is wrong."},
    )
    add(
        "mathml-title",
        "10.5555/sim.mathml",
        f"Dissociation of {MATHML} on a Cold Surface",
        "Dissociation of H2O on a Cold Surface",
        "MathML in the title",
    )
    add(
        "mathml-broken-lines",
        "10.5555/sim.mathml.lines",
        "Spectra of\n                    <mml:math><mml:mi>α</mml:mi></mml:math>\n                    -Quartz",
        "Spectra of α-Quartz",
        "MathML set on its own lines: joining with spaces is wrong before the hyphen",
        expect={"title_also": ["Spectra of α -Quartz"]},
    )
    add(
        "italic-title",
        "10.5555/sim.italic",
        "Genome of<i>Escherichia coli</i>and its Kin",
        "Genome of Escherichia coli and its Kin",
        "the registry lost the spaces round <i>",
    )
    add(
        "sub-title",
        "10.5555/sim.sub",
        "Uptake of CO<sub>2</sub> and Ca<sup>2+</sup> in Leaves",
        "Uptake of CO2 and Ca2+ in Leaves",
        "no space belongs round <sub> and <sup>",
    )
    add(
        "entity-title",
        "10.5555/sim.entity",
        "Research &amp;amp; Development &lt;in&gt; R&amp;D",
        "Research & Development <in> R&D",
        "entities, one of them escaped twice",
    )
    add(
        "scp-title",
        "10.5555/sim.scp",
        "The Role of <scp>DNA</scp> Repair",
        "The Role of DNA Repair",
        "Wiley's <scp>",
    )
    add(
        "scp-lost-spaces",
        "10.5555/sim.scp2",
        "<scp>T</scp>reehouse: an<scp>R</scp>package",
        "Treehouse: an R package",
        "as 10.1111/j.2041-210x.2012.00247.x: one tag inside a word, one that ate its spaces",
        expect={
            "title_also": [
                "Treehouse: anRpackage",
                "T reehouse: an R package",
                "Treehouse: an Rpackage",
            ]
        },
    )
    add(
        "tex-title",
        "10.5555/sim.tex",
        "On $$\\mathcal {O}(n \\log n)$$ O ( n log n ) Sorting",
        "On $\\mathcal {O}(n \\log n)$ O ( n log n ) Sorting",
        "Springer's TeX between $$",
        expect={"title_also": ["On $$\\mathcal {O}(n \\log n)$$ O ( n log n ) Sorting"]},
    )
    add(
        "spaces-title",
        "10.5555/sim.spaces",
        " Two\n   Lines  and\tTabs ",
        "Two Lines and Tabs",
        "line breaks and runs of blanks",
    )
    add(
        "subtitle",
        "10.5555/sim.subtitle",
        "The Main Title",
        "The Main Title: A Study in Three Parts",
        "subtitle in its own field",
        raw={"crossref": {"subtitle": ["A Study in Three Parts"]}},
    )
    add(
        "subtitle-contained",
        "10.5555/sim.subtitle2",
        "Main: A Second Study",
        "Main: A Second Study",
        "subtitle already in the title",
        raw={"crossref": {"subtitle": ["A Second Study"]}},
    )
    add(
        "jats-abstract",
        "10.5555/sim.jats",
        "An Article With a Structured Abstract",
        abstract="<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title><jats:p>Cells<jats:italic>divide</jats:italic>.</jats:p></jats:sec>"
        "<jats:sec><jats:title>Results</jats:title><jats:p>They divide &lt;2 h &amp; stop.</jats:p></jats:sec>",
        why="JATS: first title 'Abstract', sections without blanks between",
        expect={
            "abstract_words": ["Background", "Cells", "divide", "Results", "<2 h & stop."],
            "abstract_not": ["jats:", "Abstract Background"],
        },
    )
    add(
        "title-missing",
        "10.5555/sim.notitle",
        "",
        "",
        "no title at all",
        raw={"crossref": {"title": []}, "csl": {"title": None}},
        expect={"title": None, "incomplete": True},
    )
    # 2 letters
    add(
        "mojibake-title",
        "10.5555/sim.mojibake",
        "Ãœber die Ã„nderung der GrÃ¶ÃŸe",
        "Über die Änderung der Größe",
        "UTF-8 read as Windows-1252 by the publisher",
    )
    add(
        "accents-true",
        "10.5555/sim.accents",
        "Ångström’s Æther: Ã and Â in Portuguese",
        "Ångström’s Æther: Ã and Â in Portuguese",
        "must NOT be repaired",
    )
    add(
        "capitals-names",
        "10.5555/sim.caps",
        "An Article by People in Capitals",
        authors=[("MARÍA JOSÉ", "GARCÍA-LÓPEZ"), ("J. R.", "MCDONALD")],
        expect={
            "authors": ["María José García-López", "J. R. McDonald"],
            "authors_also": [
                ["MARÍA JOSÉ GARCÍA-LÓPEZ", "J. R. MCDONALD"],
                ["María José García-López", "J. R. Mcdonald"],
            ],
        },
        why="names in capitals",
    )
    add(
        "capitals-title",
        "10.5555/sim.captitle",
        "A STUDY OF DNA IN THE USA",
        "A STUDY OF DNA IN THE USA",
        "a title in capitals: keep it, lower-casing loses DNA",
    )
    add(
        "initial-in-family",
        "10.5555/sim.initial",
        "A Name Cut in the Wrong Place",
        authors=[("Andres", "M. Bran")],
        why="middle initial in the family name",
        expect={"authors": ["Andres M. Bran"]},
    )
    # 3 authors
    add(
        "no-author",
        "10.5555/sim.noauthor",
        "Adverse Reaction: a Note Without Authors",
        authors=[],
        why="no author field",
        expect={"authors": []},
    )
    add(
        "organisation-author",
        "10.5555/sim.org",
        "Measurement by a Collaboration",
        authors=["The SIM Collaboration", ("Ada", "Quill")],
        why="name (Crossref), literal (CSL)",
    )
    add(
        "editors-only",
        "10.5555/sim.editors",
        "Proceedings of the Simulated Workshop",
        authors=[],
        type="proceedings",
        why="editors, no authors",
        raw={
            "crossref": {
                "editor": [
                    {"given": "Ed", "family": "Itor", "sequence": "first", "affiliation": []}
                ]
            },
            "csl": {"editor": [{"given": "Ed", "family": "Itor"}]},
        },
        expect={"authors": [], "authors_also": [["Ed Itor"]], "kind": "container"},
    )
    add(
        "family-only",
        "10.5555/sim.mononym",
        "A Work by a Mononym",
        authors=[("", "Suharto"), ("Ada", "Quill")],
        why="family name only",
    )
    add(
        "suffix-author",
        "10.5555/sim.suffix",
        "A Work by a Junior",
        authors=[("Robert L.", "Logan")],
        why="suffix in its own field",
        raw={
            "crossref": {
                "author": [
                    {
                        "given": "Robert L.",
                        "family": "Logan",
                        "suffix": "IV",
                        "sequence": "first",
                        "affiliation": [],
                    }
                ]
            }
        },
        expect={
            "authors": ["Robert L. Logan IV"],
            "authors_also": [["Robert L. Logan"], ["Robert L. Logan, IV"]],
        },
    )
    add(
        "datacite-name-only",
        "10.5281/sim.nameonly",
        "A Data Set by People With One Field",
        authors=[("Grace", "Hopper"), "CERN"],
        ra="DataCite",
        type="dataset",
        venue="",
        publisher="Zenodo",
        expect={"venue": "Zenodo", "kind": "dataset"},
        raw={
            "datacite": {
                "creators": [
                    {"name": "Hopper, Grace", "affiliation": []},
                    {"name": "CERN", "nameType": "Organizational"},
                ]
            }
        },
        why="DataCite: name 'Family, Given' only",
    )
    add(
        "datacite-report",
        "10.5281/sim.report",
        "A Report on Zenodo",
        authors=[("Grace", "Hopper")],
        ra="DataCite",
        type="report",
        venue="",
        publisher="Zenodo",
        raw={
            "datacite": {
                "publisher": {"name": "Zenodo", "publisherIdentifier": "https://ror.org/sim"}
            }
        },
        why="publisher is an object in the newer form",
        expect={"venue": "Zenodo"},
    )
    # 4 dates
    add(
        "null-date",
        "10.5555/sim.nulldate",
        "A Work Without a Date",
        date=[],
        why="date-parts [[null]]",
        expect={"year": None},
        raw={
            "crossref": {"issued": {"date-parts": [[None]]}},
            "csl": {"issued": {"date-parts": [[None]]}},
        },
    )
    add(
        "empty-date",
        "10.5555/sim.emptydate",
        "A Work With an Empty Date",
        date=[],
        why="date-parts [[]] and []",
        expect={"year": None},
        raw={
            "crossref": {"issued": {"date-parts": [[]]}, "published": {"date-parts": []}},
            "csl": {"issued": {}},
        },
    )
    add(
        "month-only",
        "10.5555/sim.month",
        "A Work With a Month",
        date=[2023, 11],
        why="year and month only",
    )
    add(
        "four-part-date",
        "10.5555/sim.fourparts",
        "A Work With Too Precise a Date",
        date=[2022, 5, 4],
        why="more than three parts",
        raw={
            "crossref": {"issued": {"date-parts": [[2022, 5, 4, 11]]}},
            "csl": {"issued": {"date-parts": [[2022, 5, 4, 11]]}},
        },
    )
    add(
        "string-date",
        "10.5555/sim.stringdate",
        "A Work Whose Year Is a String",
        date=[2021],
        why="CSL: parts as strings",
        raw={"csl": {"issued": {"date-parts": [["2021"]]}}},
        absent={"crossref", "datacite"},
    )
    add(
        "print-later",
        "10.5555/sim.print",
        "Online in 2021, in Print in 2022",
        date=[2022, 2, 1],
        why="published-print is later than published-online; issued is the earlier",
        raw={
            "crossref": {
                "published-online": {"date-parts": [[2021, 9, 30]]},
                "published-print": {"date-parts": [[2022, 2]]},
                "issued": {"date-parts": [[2021, 9, 30]]},
            }
        },
        expect={"year": 2022, "year_also": [2021]},
    )
    add(
        "future-date",
        "10.5555/sim.future",
        "Printed Next Year",
        date=[2027, 1],
        why="a date in the future",
        raw={"crossref": {"published-online": {"date-parts": [[2026, 10, 2]]}}},
        expect={"year": 2027, "year_also": [2026]},
    )
    # 5 content negotiation
    add(
        "csl-crossref-type",
        "10.5555/sim.csltype",
        "A Paper Known Only to Content Negotiation",
        absent={"crossref", "datacite"},
        why="CSL says type journal-article (not a CSL type)",
    )
    add(
        "csl-null-type",
        "10.5555/sim.nulltype",
        "A Paper Whose CSL Type Is Null",
        absent={"crossref", "datacite"},
        raw={"csl": {"type": None, "container-title": []}},
        why="CSL without a type, container-title a list",
        expect={"venue": None},
    )
    add(
        "negotiation-html",
        "10.11501/sim.jalc",
        "A Paper of a Japanese Society",
        ra="JaLC",
        why="the agency knows no CSL: HTML 200 whatever Accept says; the page has tags",
    )
    add(
        "arxiv-doi",
        "10.48550/arXiv.2401.90003",
        "A Preprint on arXiv",
        ra="DataCite",
        arxiv="2401.90003",
        type="preprint",
        venue="",
        publisher="arXiv",
        pdf="none",
        why="Crossref answers 404 in plain text for every arXiv DOI: strip to the arXiv id",
        expect={"arxiv": "2401.90003", "venue": "arXiv"},
    )
    add(
        "unknown-doi",
        "10.5555/sim.does.not.exist",
        "",
        absent={"crossref", "datacite", "openalex", "s2", "unpaywall", "doi", "landing"},
        why="404 everywhere",
        expect={"kind": "unknown", "title": None, "authors": None, "year": None, "venue": None},
    )
    # 7 DOIs
    add(
        "mixed-case-doi",
        "10.5555/SIM.MixedCase.2020",
        "A DOI in Mixed Case",
        why="Semantic Scholar gives its own case; compare lower-case",
    )
    add(
        "sici-doi",
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "An Old Wiley Paper",
        date=[1998, 8, 15],
        why="<>;: and slashes in the DOI: encode all",
    )
    add("hash-doi", "10.5555/sim#frag?x=1&y=%2F", "A DOI With Everything", why="# ? & % in the DOI")
    add(
        "paren-doi",
        "10.1016/S0140-6736(98)90001-1",
        "A Lancet-like DOI",
        why="the closing bracket inside belongs to the DOI, one after it does not",
        expect={
            "texts": [
                "(doi:10.1016/S0140-6736(98)90001-1)",
                "10.1016/S0140-6736(98)90001-1.",
                "https://doi.org/10.1016/S0140-6736(98)90001-1)",
            ]
        },
    )
    add(
        "double-slash-doi",
        "10.1175//sim2572.1",
        "A DOI With Two Slashes",
        why="must not be normalised to one slash",
    )
    add(
        "trailing-dot-text",
        "10.5555/sim.trailing",
        "A DOI Cited at a Sentence's End",
        why="cut . , ) ] from text",
        expect={
            "texts": [
                "10.5555/sim.trailing.",
                "doi: 10.5555/sim.trailing,",
                "[10.5555/sim.trailing]",
            ]
        },
    )
    add(
        "short-doi",
        "10.5555/sim.shortened",
        "A Paper With a Short DOI",
        why="https://doi.org/10/simx redirects to the DOI",
        expect={"short": "10/simx"},
    )
    add(
        "datacite-case",
        "10.5281/sim.CaseSensitive",
        "A DataCite Record With Capitals",
        ra="DataCite",
        venue="",
        publisher="Zenodo",
        expect={"venue": "Zenodo", "kind": "dataset"},
        why="DataCite: look-up ignores case, filter queries do not",
    )
    # 8 not papers
    for key, typ, title in (
        ("component", "component", "Figure 5"),
        ("peer-review", "peer-review", 'Review for "A Plain Article With Nothing Wrong"'),
        ("journal-issue", "journal-issue", "Volume 12, Issue 3"),
        ("journal", "journal", "Journal of Simulated Results"),
        ("grant", "grant", "A Grant"),
    ):
        add(
            "not-a-paper-" + key,
            f"10.5555/sim.notpaper.{key}",
            title,
            type=typ,
            authors=[],
            pdf="none",
            oa=False,
            why=f"Crossref type {typ}",
            expect={"kind": "not-a-paper", "type": typ},
        )
    add(
        "article-number",
        "10.5555/sim.articlenumber",
        "An Article Without Pages",
        pages="",
        why="article-number where page would be",
        raw={"crossref": {"article-number": "100814"}},
        expect={"pages": "100814"},
    )
    add(
        "book",
        "10.5555/sim.book",
        "A Book About Lists",
        type="book",
        isbn="9780306406157",
        venue="",
        why="a book with a DOI and an ISBN",
        expect={"venue": "Simulated Press", "kind": "book"},
    )
    # 9 preprint and publication
    pre, pub = "10.1101/2024.02.30.500001", "10.5555/sim.published.bio"
    add(
        "preprint-biorxiv",
        pre,
        "Pooled Editing of Everything",
        authors=[("Michael", "Herger"), ("Ada B.", "Quill")],
        type="posted-content",
        subtype="preprint",
        venue="bioRxiv",
        date=[2024, 2, 29],
        volume="",
        issue="",
        pages="",
        publisher="Cold Spring Harbor Laboratory",
        abstract="<jats:title>ABSTRACT</jats:title><jats:p>We edit everything.</jats:p>",
        relation={"is-preprint-of": [pub]},
        fold=pub,
        absent={"s2"},
        biorxiv=[
            {"version": "1", "date": "2024-02-29", "published": pub},
            {"version": "2", "date": "2024-06-01", "published": pub},
        ],
        why="Crossref is-preprint-of; OpenAlex folds both into one; Semantic Scholar answers 404 for the preprint's DOI; bioRxiv's API has initials only",
        expect={
            "published_as": pub,
            "abstract": "We edit everything.",
            "biorxiv_authors": "Herger, M.; Quill, A. B.",
        },
    )
    add(
        "published-biorxiv",
        pub,
        "Pooled editing of everything",
        authors=[("Michael", "Herger"), ("Ada B.", "Quill")],
        date=[2025, 4, 9],
        venue="Cell Simulations",
        relation={"has-preprint": [pre]},
        pmid="40120001",
        pmcid="PMC9120001",
        why="the article of preprint-biorxiv",
        expect={"preprint": pre},
    )
    add(
        "preprint-new-prefix",
        "10.64898/2026.01.05.697001",
        "A Preprint Under bioRxiv's New Prefix",
        type="posted-content",
        subtype="preprint",
        venue="bioRxiv",
        publisher="openRxiv",
        date=[2026, 1, 6],
        volume="",
        issue="",
        pages="",
        biorxiv=[{"version": "1", "date": "2026-01-06", "published": "NA"}],
        why="since the end of 2025 bioRxiv registers under 10.64898; published is 'NA', not empty",
        expect={"published_as": None},
    )
    arx = "2305.90017"
    add(
        "published-arxiv",
        "10.5555/sim.published.nmi",
        "Chemistry Tools for Language Models",
        arxiv=arx,
        date=[2024, 5, 8],
        venue="Machine Simulations",
        relation={"has-preprint": ["10.48550/arXiv." + arx]},
        why="Semantic Scholar gives externalIds.ArXiv; one entry, both identifiers",
        expect={"arxiv": arx, "also": [arx]},
    )
    add(
        "preprint-arxiv",
        "10.48550/arXiv." + arx,
        "ChemTools: Chemistry tools for language models",
        ra="DataCite",
        arxiv=arx,
        type="preprint",
        venue="",
        publisher="arXiv",
        date=[2023, 4, 11],
        pdf="none",
        doubled=True,
        raw={
            "datacite": {
                "relatedIdentifiers": [
                    {
                        "relationType": "IsVersionOf",
                        "relatedIdentifier": "10.5555/sim.published.nmi",
                        "relatedIdentifierType": "DOI",
                    }
                ]
            }
        },
        why="the arXiv side of published-arxiv; OpenAlex holds two works for it",
        expect={"arxiv": arx, "venue": "arXiv", "published_as": "10.5555/sim.published.nmi"},
    )
    # 10 retraction
    notice = "10.5555/sim.retraction.notice"
    add(
        "retracted-publisher",
        "10.5555/sim.retracted.pub",
        "RETRACTED: Too Good to Be True",
        retracted=True,
        updated_by=[
            {
                "DOI": notice,
                "type": "retraction",
                "source": "publisher",
                "label": "Retraction",
                "updated": [2025, 1, 9],
            }
        ],
        why="the notice has update-to, the article updated-by",
        expect={"retracted": True, "title_also": ["Too Good to Be True"]},
    )
    add(
        "retraction-notice",
        notice,
        "Retraction Note: Too Good to Be True",
        update_to=[
            {
                "DOI": "10.5555/sim.retracted.pub",
                "type": "retraction",
                "source": "publisher",
                "label": "Retraction",
                "updated": [2025, 1, 9],
            }
        ],
        why="the notice itself is not retracted",
        expect={"kind": "notice", "retracted": False},
    )
    add(
        "retracted-watch",
        "10.5555/sim.retracted.rw",
        "A Quietly Withdrawn Claim",
        retracted=True,
        why="only Retraction Watch knows: updated-by, nothing in the title; OpenAlex says false",
        updated_by=[
            {
                "DOI": "10.5555/sim.rw.notice",
                "type": "retraction",
                "source": "retraction-watch",
                "label": "Retraction",
                "updated": [2025, 6, 2],
                "record-id": "54321",
            }
        ],
        raw={"openalex": {"is_retracted": False}},
        expect={"retracted": True},
    )
    add(
        "retracted-self",
        "10.5555/sim.retracted.self",
        "A Paper Whose Publisher Put update-to on Itself",
        retracted=True,
        why="update-to on the article itself",
        update_to=[
            {
                "DOI": "10.5555/sim.retracted.self",
                "type": "retraction",
                "source": "publisher",
                "label": "Retraction",
                "updated": [2024, 2, 2],
            }
        ],
        expect={"retracted": True},
    )
    add(
        "corrected",
        "10.5555/sim.corrected",
        "A Corrected Article",
        updated_by=[
            {
                "DOI": "10.5555/sim.correction",
                "type": "correction",
                "source": "publisher",
                "label": "Correction",
                "updated": [2024, 8, 1],
            }
        ],
        why="a correction is no retraction",
        expect={"retracted": False},
    )
    add(
        "concern",
        "10.5555/sim.concern",
        "An Article Under Concern",
        updated_by=[
            {
                "DOI": "10.5555/sim.eoc",
                "type": "expression_of_concern",
                "source": "publisher",
                "label": "Expression of concern",
                "updated": [2024, 8, 1],
            }
        ],
        why="an expression of concern is no retraction",
        expect={"retracted": False},
    )
    # 11 OpenReview (no DOI unless given)
    ic = "ICLR.cc/2025/Conference"
    orv = {
        "doi": "",
        "ra": "",
        "absent": {"crossref", "datacite", "doi", "unpaywall", "openalex"},
        "volume": "",
        "issue": "",
        "pages": "",
        "date": [2025, 1, 22],
    }
    for key, oid, title, venue, vid, exp in (
        (
            "openreview-accepted",
            "SimAccept1",
            "An Accepted Paper",
            "ICLR 2025 Poster",
            ic,
            {"venue": "ICLR 2025", "venue_also": ["ICLR 2025 Poster"]},
        ),
        (
            "openreview-rejected",
            "SimReject1",
            "A Rejected Paper",
            "Submitted to ICLR 2025",
            ic + "/Rejected_Submission",
            {"venue": None, "published": False},
        ),
        (
            "openreview-withdrawn",
            "SimWithdr1",
            "A Withdrawn Paper",
            "ICLR 2025 Conference Withdrawn Submission",
            ic + "/Withdrawn_Submission",
            {"venue": None, "published": False},
        ),
        (
            "openreview-submitted",
            "SimSubmit1",
            "A Paper Under Review",
            "Submitted to ICLR 2025",
            ic + "/Submission",
            {"venue": None, "published": False},
        ),
        (
            "openreview-public-article",
            "SimPublic1",
            "A Paper With a Claimed Venue",
            "NeurIPS 2024",
            "OpenReview.net/Public_Article",
            {"venue": None, "published": False},
        ),
    ):
        T.append(
            Work(
                key=key,
                title=title,
                openreview=_or(oid, 2, venue, vid),
                venue=exp["venue"] or "",
                why=f"venueid {vid}",
                expect=exp,
                **orv,
            )
        )
    T.append(
        Work(
            key="openreview-v1",
            title="A Paper of 2019 in the Old Interface",
            openreview=_or("SimOldV1ab", 1, "ICLR 2019 Poster", "ICLR.cc/2019/Conference"),
            venue="ICLR 2019",
            expect={"venue_also": ["ICLR 2019 Poster"]},
            why="only api.openreview.net, no .value",
            **{**orv, "date": [2018, 12, 20]},
        )
    )
    T.append(
        Work(
            key="openreview-author-objects",
            title="A Paper With Author Objects",
            openreview=_or(
                "SimObject1", 2, "ICML 2026 regular", "ICML.cc/2026/Conference", objects=True
            ),
            venue="ICML 2026",
            expect={"venue_also": ["ICML 2026 regular"]},
            why="authors.value is a list of {fullname, username}",
            **{**orv, "date": [2026, 5, 1]},
        )
    )
    # PMLR, ACL
    T.append(
        Work(
            key="pmlr",
            title="A Proceedings Paper With an OpenReview Id",
            pmlr="v235/quill24a",
            openreview=_or("SimPmlr24a", 2, "ICML 2024 Poster", "ICML.cc/2024/Conference"),
            venue="Proceedings of the 41st International Conference on Machine Learning",
            pages="1709-1729",
            volume="235",
            expect={"venue_also": ["41st International Conference on Machine Learning"]},
            why="front matter: issued.date-parts is flat [2024, 7, 8]; month: 0",
            **{
                **{k: v for k, v in orv.items() if k not in ("pages", "volume")},
                "date": [2024, 7, 21],
            },
        )
    )
    T.append(
        Work(
            key="pmlr-dash-id",
            title="An Identifier That Ends in a Dash",
            pmlr="v267/armengol-urpi-25a",
            authors=[("Núria", "Armengol Urpí")],
            venue="Proceedings of the 42nd International Conference on Machine Learning",
            volume="267",
            pages="1-26",
            expect={"venue_also": ["42nd International Conference on Machine Learning"]},
            why="the PDF of v267 lies at raw.githubusercontent.com",
            **{
                **{k: v for k, v in orv.items() if k not in ("pages", "volume")},
                "date": [2025, 10, 6],
            },
        )
    )
    add(
        "acl",
        "10.18653/v1/2024.acl-long.901",
        "AutoPrompt: Eliciting Naïve Knowledge from $n$-gram Models",
        acl="2024.acl-long.901",
        authors=[("Taylor", "Shin"), ("Robert L.", "Logan IV"), ("Francisco", "Guzmán")],
        type="proceedings-article",
        venue="Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)",
        date=[2024, 8, 11],
        publisher="Association for Computational Linguistics",
        why="braces and TeX accents in the .bib",
    )
    T.append(
        Work(
            key="acl-no-doi",
            title="An Old Anthology Paper Without a DOI",
            acl="W04-9001",
            venue="Proceedings of the Simulated Workshop",
            why="old id, no DOI",
            **{**orv, "date": [2004, 7, 1]},
        )
    )
    # 13 PDFs
    for key, kind, exp in (
        ("pdf-wrong", "wrong", "reject"),
        ("pdf-html", "html", "reject"),
        ("pdf-encrypted", "encrypted", "unreadable"),
        ("pdf-image-only", "image", "unverified"),
        ("pdf-doi-in-xmp", "xmp", "accept"),
        ("pdf-missing", "none", "absent"),
    ):
        add(
            key,
            f"10.5555/sim.{key}",
            f"Solar Cells Revisited, Case {key.split('-', 1)[1].title()}",
            pdf=kind,
            why=f"the open-access link gives a PDF of kind {kind}",
            expect={"pdf": exp},
        )
    # 14 gaps and disagreement
    add(
        "openalex-missing",
        "10.5555/sim.noopenalex",
        "A Paper OpenAlex Has Lost",
        absent={"openalex"},
        why="OpenAlex 404 in HTML",
    )
    add(
        "s2-missing",
        "10.5555/sim.nos2",
        "A Paper Semantic Scholar Does Not Know",
        absent={"s2"},
        why="404 JSON",
    )
    add(
        "empty-strings",
        "10.5555/sim.emptystrings",
        "A Paper Full of Empty Strings",
        oa=False,
        pdf="none",
        why="'' for none",
        raw={
            "s2": {
                "venue": "",
                "openAccessPdf": {"url": "", "status": None, "license": None},
                "journal": {"name": ""},
            },
            "crossref": {"container-title": []},
        },
        expect={"venue": None},
    )
    add(
        "disagree",
        "10.5555/sim.disagree",
        "Records That Disagree",
        "Records That Disagree",
        "title, year and authors differ between the services; Crossref wins",
        raw={
            "openalex": {
                "title": "Records that disagree (preprint)",
                "display_name": "Records that disagree (preprint)",
                "publication_year": 2022,
            },
            "s2": {
                "year": 2022,
                "title": "Records that disagree.",
                "authors": [{"authorId": "1", "name": "A. Quill"}],
            },
        },
    )
    add(
        "only-openalex",
        "10.5555/sim.onlyopenalex",
        "A Paper Only OpenAlex Knows",
        absent={"crossref", "datacite", "s2", "unpaywall", "doi"},
        why="DOI unknown to the agencies",
        expect={
            "doubtful": True,
            **{k + "_also": [None] for k in ("title", "authors", "year", "venue")},
        },
    )
    T.append(
        Work(
            key="isbn-only",
            title="Deep Learning for Lists",
            isbn="9780262035613",
            authors=[("Ian", "Goodlist")],
            venue="",
            date=[2016, 11, 18],
            why="ISBN: Open Library, then Google Books; authors are keys there",
            expect={"venue": "Simulated Press", "kind": "book"},
            **{k: v for k, v in orv.items() if k != "date"},
        )
    )
    # landing pages
    for style, exp in (
        ("citation", {}),
        ("dc", {}),
        ("jsonld", {}),
        ("og", {"authors": None, "year": None, "venue": None, "incomplete": True}),
        ("none", {"authors": None, "year": None, "venue": None, "incomplete": True}),
        ("latin1", {}),
        ("wrong-charset", {"charset": "windows-1252 bytes under a utf-8 label"}),
        ("paywall", {"pdf": "reject"}),
        ("cookie-wall", {"unreachable": True}),
        ("redirect-loop", {"unreachable": True}),
        ("pdf-link", {"pdf": "accept"}),
        ("authors-one-tag", {}),
        ("doi-in-text", {}),
        ("meta-refresh", {}),
        ("js-only", {"unreachable": True}),
        ("two-papers", {}),
    ):
        has = style == "doi-in-text"
        T.append(
            Work(
                key="landing-" + style,
                doi=f"10.5555/sim.landing.{style}" if has else "",
                title=f"Größe & Maß: a Page of the Kind {style}",
                authors=[("Zoë", "Müller"), ("José", "O'Brien")],
                landing=style,
                ra="Crossref" if has else "",
                absent=set() if has else orv["absent"] | {"s2"},
                why="https://landing.test page: " + style,
                expect=exp,
            )
        )
    return T


TRAP_ALIASES = {
    "openalex-folds": "preprint-biorxiv",
    "s2-404-preprint": "preprint-biorxiv",
    "biorxiv-initials": "preprint-biorxiv",
    "biorxiv-versions": "preprint-biorxiv",
    "biorxiv-published-na": "preprint-new-prefix",
    "openalex-doubled": "preprint-arxiv",
    "crossref-404-text": "arxiv-doi",
    "datacite-404-for-crossref": "plain",
    "title-string-in-csl": "plain",
}
