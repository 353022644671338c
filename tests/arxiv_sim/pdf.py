"""PDFs with a text layer, of any size, built from nothing."""

import random
import re
import zlib

from arxiv_sim.feed import wrapped_lines
from arxiv_sim.synthetic import ADJ, FIRST, LAST, NOUN, TASK


def _pdf_text_line(s, fonts):
    """-> (font, operand) for one line; characters outside cp1252 go through a Type0 font with a ToUnicode map."""
    try:
        raw = s.encode("cp1252")
        esc = "".join(
            f"\\{b:03o}" if b < 32 or b > 126 else ("\\" + chr(b) if chr(b) in "()\\" else chr(b))
            for b in raw
        )
        return "F1", f"({esc})"
    except UnicodeEncodeError:
        cids = fonts.setdefault("cids", {})
        return "F2", "<" + "".join(f"{cids.setdefault(c, len(cids) + 1):04X}" for c in s) + ">"


def pdf_lines(p, n):
    v = p.v(n)
    rnd = random.Random(f"pdf:{p.id}v{n}")
    clean = lambda s: "".join(c if c.isprintable() else " " for c in s)
    wrap = lambda s, w=88: wrapped_lines(clean(s), w).split("\n")
    names = [a["name"].strip() for a in v["authors"]]
    out = [
        f"arXiv:{p.id}v{n} [{p.categories[0]}] {v['date']:%-d %b %Y}",
        "",
        *wrap(v["title"], 60),
        "",
    ]
    out += [
        *wrap(
            ", ".join(names[:40]) + (f" and {len(names) - 40} others" if len(names) > 40 else "")
        ),
        "",
        "Abstract",
        "",
        *wrap(v["abstract"]),
        "",
    ]
    sents = [s for s in re.split(r"(?<=[.!?])\s+", " ".join(v["abstract"].split())) if s]
    for i, sec in enumerate(
        ("Introduction", "Related Work", "Method", "Experiments", "Discussion", "Conclusion"), 1
    ):
        out += ["", f"{i} {sec}", ""]
        for _ in range(4):
            out += [
                *wrap(
                    " ".join(rnd.choices(sents, k=6))
                    + f" See Equation {rnd.randrange(1, 30)} and Table {rnd.randrange(1, 9)}."
                ),
                "",
            ]
    out += ["References", ""] + [
        x
        for i in range(1, 16)
        for x in wrap(
            f"[{i}] {rnd.choice(FIRST)} {rnd.choice(LAST)}. {rnd.choice(ADJ).title()} "
            f"{rnd.choice(NOUN)} for {rnd.choice(TASK)}. {rnd.randrange(1995, 2026)}."
        )
    ]
    return out


def build_pdf(p, n, min_kb=0, rev=0):
    lines = pdf_lines(p, n)
    per = 50
    pages = [lines[i : i + per] for i in range(0, len(lines), per)]
    fonts, objs, streams = {}, {}, []
    for k, page in enumerate(pages, 1):
        body = ["BT /F1 10 Tf 14 TL 72 740 Td"]
        for s in (
            page
            + [""] * (per - len(page))
            + [f"Page {k} of {len(pages)} - arXiv:{p.id}v{n}" + (f" rev {rev}" if rev else "")]
        ):
            f, operand = _pdf_text_line(s, fonts)
            body.append(f"/{f} 10 Tf {operand} Tj T*")
        streams.append(zlib.compress("\n".join([*body, "ET"]).encode("ascii")))
    title = "FEFF" + p.v(n)["title"].encode("utf-16-be", "replace").hex().upper()
    first, count = 7, len(pages)
    objs[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objs[2] = (
        f"<< /Type /Pages /Count {count} /Kids ["
        + " ".join(f"{first + 2 * i} 0 R" for i in range(count))
        + "] >>"
    ).encode()
    objs[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objs[4] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSans /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>"
    )
    objs[5] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSans /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/DW 600 /FontDescriptor %d 0 R >>" % (first + 2 * count)
    )
    cids = list(fonts.get("cids", {}).items()) or [(" ", 1)]
    chunks = [cids[i : i + 100] for i in range(0, len(cids), 100)]
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def "
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "\n".join(
            f"{len(ch)} beginbfchar\n"
            + "\n".join(f"<{c:04X}> <{u.encode('utf-16-be').hex().upper()}>" for u, c in ch)
            + "\nendbfchar"
            for ch in chunks
        )
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
    objs[6] = b"<< /Length %d >>\nstream\n" % len(cmap) + cmap + b"\nendstream"
    for i, s in enumerate(streams):
        objs[first + 2 * i] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {first + 2 * i + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        ).encode()
        objs[first + 2 * i + 1] = (
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(s) + s + b"\nendstream"
        )
    k = first + 2 * count
    objs[k] = (
        b"<< /Type /FontDescriptor /FontName /SimSans /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 "
        b"/CapHeight 700 /StemV 80 >>"
    )
    objs[k + 1] = (
        f"<< /Title <{title}> /Producer (arxiv_sim) /Subject (arXiv:{p.id}v{n}) >>".encode()
    )
    size = sum(len(o) + 30 for o in objs.values())
    if size < min_kb * 1024:
        pad = random.Random(f"pad:{p.id}v{n}:{rev}").randbytes(min_kb * 1024 - size)
        objs[k + 2] = b"<< /Length %d >>\nstream\n" % len(pad) + pad + b"\nendstream"
    return _assemble(objs, k + 1)


def _assemble(objs, info):
    out, offs = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}
    for i in sorted(objs):
        offs[i] = len(out)
        out += b"%d 0 obj\n" % i + objs[i] + b"\nendobj\n"
    return bytes(out) + _xref(offs, len(out), info)


def _xref(offs, at, info):
    n = max(offs) + 1
    return (
        b"xref\n0 %d\n0000000000 65535 f \n" % n
        + b"".join(b"%010d 00000 n \n" % offs[i] for i in range(1, n))
        + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (n, info, at)
    )


def huge_pdf(p, n, mb):
    """A valid PDF of about `mb` MiB without holding it: -> (length, generator)."""
    small = build_pdf(p, n)
    offs = {int(m.group(1)): m.start() for m in re.finditer(rb"(?m)^(\d+) 0 obj$", small)}
    info, start = max(offs), small.rindex(b"xref\n0 ")
    pad = max(0, mb * 1024 * 1024 - len(small) - 200)
    head = small[:start] + b"%d 0 obj\n<< /Length %d >>\nstream\n" % (info + 1, pad)
    offs[info + 1] = start
    tail = b"\nendstream\nendobj\n"
    tail += _xref(offs, len(head) + pad + len(tail), info)

    def gen():
        yield head
        left, block = pad, random.Random(1).randbytes(65536)
        while left:
            yield block[:left]
            left -= min(left, len(block))
        yield tail

    return len(head) + pad + len(tail), gen()
