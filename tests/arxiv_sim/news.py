"""The daily announcements as RSS and Atom."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from arxiv_sim.feed import escaped, escaped_attribute, feed_summary
from arxiv_sim.identifiers import ARCHIVES, ARXIV_NS, ATOM, CATEGORIES, CATS

_EASTERN = timezone(timedelta(hours=-4))


def announcements(sim, cats, archives):
    """The papers of the newest announcement day that touch these categories: [(type, paper)]."""
    want = lambda c: c in cats or c.split(".")[0] in archives or c in archives
    day = sim.feed_date or max(
        (p.v()["date"] for p in sim.corpus.papers.values()), default=datetime.now(UTC)
    )
    lo = day - timedelta(days=sim.feed_days)
    out = []
    for p in sim.corpus.papers.values():
        if not any(want(c) for c in p.categories) or not lo < p.v()["date"] <= day:
            continue
        primary, new = want(p.categories[0]), p.latest == 1
        out.append(
            (
                "new"
                if new and primary
                else "cross"
                if new
                else "replace"
                if primary
                else "replace-cross",
                p,
            )
        )
    rank = {"new": 0, "cross": 1, "replace": 2, "replace-cross": 3}
    return sorted(out, key=lambda t: (rank[t[0]], t[1].id))[:2000], day


def news_feed(sim, query, kind, base):
    parts = query.split("+")
    arch, cats, err = [], [], None
    if any(not x.strip() for x in parts):
        err = (
            f"Invalid archive specification '{query}'. Correct format is one or more archive names delimited by '+'. Each name can be either of the form 'archive' or "
            "'archive.category'. For example: 'math+cs.CG' (all from math and only computational geometry from computer science)."
        )
    else:
        lower = {c.lower(): c for c in CATEGORIES}
        for x in parts:
            bits = x.split(".")
            if len(bits) > 2:
                err = f"Bad archive/subject class structure '{x}'. Valid names include an archive, possibly followed by a single period and subject class."
            elif bits[0].lower() not in ARCHIVES:
                err = (
                    f"Bad archive '{bits[0].lower()}'. Valid archive names are: {', '.join(CATS)}."
                )
            elif len(bits) == 1:
                arch.append(bits[0].lower())
            elif x.lower() not in lower:
                err = f"Bad subject class '{bits[1]}'. Valid subject classes for the archive '{bits[0].lower()}' are: {', '.join(bits[0].lower() + '.' + c for c in CATS.get(bits[0].lower(), '').split())}."
            else:
                cats.append(lower[x.lower()])
            if err:
                break
    topics = arch + cats
    items, day = ([], datetime.now(UTC)) if err else announcements(sim, set(cats), set(arch))
    mid = day.astimezone(_EASTERN).replace(hour=0, minute=0, second=0, microsecond=0)
    link = f"http://rss.arxiv.org/{kind}/{'+'.join(topics) if not err else query}"
    title = f"Feed error for query: {link}" if err else f"{', '.join(topics)} updates on arXiv.org"
    desc = err or f"{', '.join(topics)} updates on the arXiv.org e-print archive."
    built, o = datetime.now(UTC), []

    def extras(p, v, t):
        out = [f"      <arxiv:announce_type>{t}</arxiv:announce_type>"]
        if v.get("license"):
            out.append(f"      <dc:rights>{escaped(v['license'])}</dc:rights>")
        dois = v.get("doi") or []
        doi = " ".join([dois] if isinstance(dois, str) else dois)
        a = [f"      <arxiv:DOI>{escaped(doi)}</arxiv:DOI>"] if doi else []
        b = (
            [
                f"      <arxiv:journal_reference>{escaped(v['journal_ref'])}</arxiv:journal_reference>"
            ]
            if v.get("journal_ref")
            else []
        )
        out += a + b if kind == "rss" else b + a
        names = [
            x["name"] + (f" ({', '.join(x['affiliation'])})" if x.get("affiliation") else "")
            for x in v["authors"]
        ]
        return [*out, f"      <dc:creator>{escaped(', '.join(names))}</dc:creator>"]

    if kind == "rss":
        o = [
            "<?xml version='1.0' encoding='UTF-8'?>",
            f'<rss xmlns:arxiv="{ARXIV_NS}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="{ATOM}" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">',
            "  <channel>",
            f"    <title>{escaped(title)}</title>",
            f"    <link>{escaped(link)}</link>",
            f"    <description>{escaped(desc)}</description>",
            f'    <atom:link href="{escaped_attribute(link)}" rel="self" type="application/rss+xml"/>',
            "    <docs>http://www.rssboard.org/rss-specification</docs>",
            "    <language>en-us</language>",
            f"    <lastBuildDate>{format_datetime(built)}</lastBuildDate>",
            "    <managingEditor>rss-help@arxiv.org</managingEditor>",
            f"    <pubDate>{format_datetime(mid)}</pubDate>",
            "    <skipDays>",
            "      <day>Sunday</day>",
            "      <day>Saturday</day>",
            "    </skipDays>",
        ]
        for t, p in items:
            v = p.v()
            o += [
                "    <item>",
                f"      <title>{escaped(' '.join(v['title'].split()))}</title>",
                f"      <link>https://arxiv.org/abs/{p.id}</link>",
                f"      <description>arXiv:{p.id}v{p.latest} Announce Type: {t} \nAbstract: {escaped(feed_summary(v['abstract']))}</description>",
                f'      <guid isPermaLink="false">oai:arXiv.org:{p.id}v{p.latest}</guid>',
            ] + [f"      <category>{escaped(c)}</category>" for c in p.categories]
            o += [
                f"      <pubDate>{format_datetime(mid)}</pubDate>",
                *extras(p, v, t),
                "    </item>",
            ]
        o += ["  </channel>", "</rss>", ""]
    else:
        stamp = built.isoformat()
        o = [
            "<?xml version='1.0' encoding='UTF-8'?>",
            f'<feed xmlns:arxiv="{ARXIV_NS}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="{ATOM}">',
            f"  <id>{escaped(link)}</id>",
            f"  <title>{escaped(title)}</title>",
            f"  <updated>{stamp}</updated>",
            f'  <link href="{escaped_attribute(link)}" rel="self" type="application/atom+xml"/>',
            f"  <subtitle>{escaped(desc)}</subtitle>",
        ]
        for t, p in items:
            v = p.v()
            o += [
                "  <entry>",
                f"    <id>oai:arXiv.org:{p.id}v{p.latest}</id>",
                f"    <title>{escaped(' '.join(v['title'].split()))}</title>",
                f"    <updated>{stamp}</updated>",
                f'    <link href="https://arxiv.org/abs/{p.id}" rel="alternate" type="text/html"/>',
                f"    <summary>arXiv:{p.id}v{p.latest} Announce Type: {t} \nAbstract: {escaped(feed_summary(v['abstract']))}</summary>",
            ]
            o += (
                [f'    <category term="{escaped_attribute(c)}"/>' for c in p.categories]
                + [f"    <published>{mid.isoformat()}</published>"]
                + [x[2:] for x in extras(p, v, t)]
                + ["  </entry>"]
            )
        o += ["</feed>", ""]
    return (400 if err else 200), "\n".join(o).encode()
