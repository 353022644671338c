"""Publishers' pages of many kinds."""

from __future__ import annotations

import html
import json
import random

from scholar_sim.views import _iso
from scholar_sim.works import name


def page(title, head="", body=""):
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def meta(pairs, key="name"):
    return "".join(
        f'<meta {key}="{k}" content="{html.escape(str(v), quote=True)}">\n'
        for k, v in pairs
        if v not in ("", None)
    )


def citation_tags(w, pdf=None, doi=True, authors=True):
    first, _, last = w.pages.partition("-")
    return meta(
        [
            ("citation_title", w.plain),
            *((("citation_author", name(a)) for a in w.authors) if authors else ()),
            ("citation_publication_date", _iso(w.date).replace("-", "/")),
            ("citation_journal_title", w.venue),
            ("citation_volume", w.volume),
            ("citation_firstpage", first),
            ("citation_lastpage", last),
            ("citation_doi", w.doi if doi else ""),
            ("citation_pdf_url", pdf),
        ]
    )


def landing(w, style, sim):
    """-> (status, headers, body bytes, content type) of a publisher's page of the given style."""
    pdf, ct, title = sim.link(w.pdf_url), "text/html; charset=utf-8", w.plain
    body = (
        f"<h1>{html.escape(title)}</h1><p>{html.escape('; '.join(name(a) for a in w.authors))}</p>"
    )
    ok = lambda h="", b=body: page(title + " | " + (w.venue or "Publisher"), h, b).encode()
    if style in ("citation", "paywall"):
        wall = style == "paywall" or not w.oa
        return (
            200,
            [],
            ok(
                citation_tags(w, pdf),
                body + ("<p>Log in or buy access for $39.95</p>" if wall else ""),
            ),
            ct,
        )
    if style == "dc":
        return (
            200,
            [],
            ok(
                meta(
                    [
                        ("DC.title", title),
                        *(("DC.creator", f"{a[1]}, {a[0]}") for a in w.authors),
                        ("DC.date", _iso(w.date)),
                        ("DC.source", w.venue),
                        ("DC.identifier", w.doi),
                    ]
                )
            ),
            ct,
        )
    if style == "jsonld":
        ld = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "name": "x"},
                {
                    "@type": ["ScholarlyArticle"],
                    "headline": title,
                    "author": [{"@type": "Person", "name": name(a)} for a in w.authors],
                    "datePublished": _iso(w.date),
                    "isPartOf": {"@type": "Periodical", "name": w.venue},
                    "sameAs": "https://doi.org/" + w.doi if w.doi else None,
                },
            ],
        }
        return (
            200,
            [],
            ok('<script type="application/ld+json">' + json.dumps(ld) + "</script>\n"),
            ct,
        )
    if style == "og":
        return (
            200,
            [],
            ok(
                meta(
                    [
                        ("og:title", title),
                        ("og:type", "article"),
                        ("og:site_name", "Some Site"),
                        ("og:url", w.url),
                    ],
                    "property",
                )
            ),
            ct,
        )
    if style == "none":
        return 200, [], page(title, "", "<p>Nothing to see.</p>").encode(), ct
    if style == "latin1":
        return (
            200,
            [],
            ok(citation_tags(w, pdf))
            .replace(
                b'<meta charset="utf-8">',
                b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            )
            .decode()
            .encode("latin-1"),
            "text/html",
        )
    if style == "wrong-charset":
        return 200, [], ok(citation_tags(w, pdf)).decode().encode("cp1252"), ct
    if style == "cookie-wall":
        return (
            302,
            [("Location", sim.local(w.url) + "?cookieSet=1"), ("Set-Cookie", "consent=no; Path=/")],
            b"",
            ct,
        )
    if style == "redirect-loop":
        return (
            302,
            [("Location", sim.local(w.url) + "?again=" + str(random.randint(1, 9)))],
            b"",
            ct,
        )
    if style == "pdf-link":
        return (
            200,
            [],
            ok(
                citation_tags(w),
                body
                + f'<a href="/about">About</a> <a class="pdf" href="../pdf/{w.key}.pdf" title="Download PDF">PDF</a>',
            ),
            ct,
        )
    if style == "authors-one-tag":
        return (
            200,
            [],
            ok(
                meta([("citation_authors", "; ".join(f"{a[1]}, {a[0]}" for a in w.authors))])
                + citation_tags(w, pdf, authors=False)
            ),
            ct,
        )
    if style == "doi-in-text":
        return (
            200,
            [],
            page(
                title,
                "",
                body + f"<p>Cite as: https://doi.org/{w.doi}. See also doi:10.5555/sim.plain</p>",
            ).encode(),
            ct,
        )
    if style == "meta-refresh":
        return (
            200,
            [],
            page(
                "Redirecting",
                f'<meta http-equiv="refresh" content="0; url={sim.local(w.url.replace("meta-refresh", "citation", 1))}">\n',
            ).encode(),
            ct,
        )
    if style == "js-only":
        return (
            200,
            [],
            page(
                "Loading...",
                '<script>window.location="/app"</script>',
                '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>',
            ).encode(),
            ct,
        )
    if style == "two-papers":
        return (
            200,
            [],
            ok(
                citation_tags(w, pdf)
                + meta(
                    [
                        (
                            "citation_reference",
                            "citation_title=Another Paper; citation_author=B. Other",
                        ),
                        ("citation_title", "Recommended: Another Paper"),
                    ]
                )
            ),
            ct,
        )
    raise KeyError(style)


CLOUDFLARE = page(
    "Just a moment...",
    '<meta name="robots" content="noindex,nofollow">\n',
    "<h1>www.biorxiv.org</h1><p>Verifying you are human. This may take a few seconds.</p><p>Enable JavaScript and cookies to continue</p>",
).encode()
CAPTCHA = page("Please verify", "", "<h1>Please verify you are a human</h1>").encode()
