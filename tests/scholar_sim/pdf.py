"""Small PDFs: good, of another paper, encrypted, without text."""

from __future__ import annotations

import html
import re
import zlib

from scholar_sim.works import Work, name


def build_pdf(w: Work, kind: str = "good") -> bytes:
    """A small PDF: title and authors on the first page, DOI in the text, in the XMP only, or another paper's text."""
    title, people, doi = w.plain, ", ".join(name(a) for a in w.authors), w.doi
    if kind == "wrong":
        title, people, doi = (
            "Migraine and the Weather: a Cohort of Nurses",
            "Una Relata, Otto Ther",
            "10.5555/another.paper",
        )
    text = [
        *re.findall(r".{1,70}(?:\s|$)", title),
        people,
        "",
        "Abstract",
        "We report what the title says.",
        f"doi: {doi}" if kind != "xmp" and doi else "",
        "1 Introduction",
    ] + ["Filler text about nothing at all, line by line."] * 20
    cids: dict[str, int] = {}
    ops = (
        ["BT /F1 11 Tf 14 TL 72 740 Td"]
        + [
            f"<{''.join(f'{cids.setdefault(c, len(cids) + 1):04X}' for c in line.strip())}> Tj T*"
            for line in text
        ]
        + ["ET"]
    )
    content = "\n".join(ops).encode()
    if kind == "image":
        pixels = bytes((x * y) % 256 for y in range(64) for x in range(64))
        content = b"q 468 0 0 648 72 72 cm /Im1 Do Q"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "\n".join(
            f"1 beginbfchar <{i:04X}> <{c.encode('utf-16-be').hex().upper()}> endbfchar"
            for c, i in cids.items()
        )
        + "\nendcmap end end"
    ).encode()
    xmp = (
        f'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier>doi:{html.escape(doi)}</dc:identifier><prism:doi>{html.escape(doi)}</prism:doi></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()

    def stream(d, extra=b""):
        return b"<< /Length %d %s>>\nstream\n" % (len(d), extra) + d + b"\nendstream"

    z = zlib.compress(content)
    objs = [
        b"<< /Type /Catalog /Pages 2 0 R%s >>" % (b" /Metadata 8 0 R" if doi else b""),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Im1 9 0 R >> >> >>",
        stream(z, b"/Filter /FlateDecode "),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSans /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSans /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 550 /FontDescriptor 10 0 R >>",
        stream(cmap),
        stream(xmp, b"/Type /Metadata /Subtype /XML "),
        stream(
            zlib.compress(pixels),
            b"/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode ",
        )
        if kind == "image"
        else b"null",
        b"<< /Type /FontDescriptor /FontName /SimSans /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        b"<< /Producer (scholar_sim)%s >>"
        % (
            b""
            if kind in ("image", "xmp")
            else b" /Title <FEFF" + title.encode("utf-16-be").hex().upper().encode() + b">"
        ),
    ]
    trailer = b""
    if kind == "encrypted":
        objs.append(
            b"<< /Filter /Standard /V 1 /R 2 /O <"
            + b"5A" * 32
            + b"> /U <"
            + b"A5" * 32
            + b"> /P -4 >>"
        )
        trailer = b" /Encrypt 12 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]"
    out, offs = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for i, o in enumerate(objs, 1):
        offs.append(len(out))
        out += b"%d 0 obj\n" % i + o + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objs) + 1) + b"".join(
        b"%010d 00000 n \n" % o for o in offs
    )
    return bytes(
        out
        + b"trailer\n<< /Size %d /Root 1 0 R /Info 11 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objs) + 1, trailer, at)
    )
