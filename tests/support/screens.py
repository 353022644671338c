"""A list that is hard to show."""

import json

ESCAPE = "\x1b"

_HOSTILE = "Evil \x1b[31m\x1b]0;owned\x07 [bold]markup[/] \u202etxt.exe\u202c\ntab\there"

_PAPERS: list[dict[str, object]] = [
    {
        "id": "1701.06538",
        "title": "Sparse Gates of a Very Long Kind: On Routing Words to Small Networks",
        "authors": ["Noam Nadir", "Azalia Moor", "Kay Min"],
        "published": "2017-01-23",
        "topics": ["moe", "scaling"],
        "status": "read",
        "star": True,
        "added": "2026-01-05",
        "finished": "2026-02-01",
        "notes": "2026-02-01  the noise matters\n",
    },
    {
        "id": "2401.04088",
        "title": "大规模稀疏混合专家模型的路由方法研究与实践以及一些更长的文字来占满整个屏幕",
        "authors": ["王小明", "李雷"],
        "published": "2024-01-08",
        "topics": ["moe"],
        "status": "unread",
        "star": True,
        "added": "2026-11-20",
    },
    {
        "id": "2305.13245",
        "title": "🚀🔥 Rockets 👩‍🔬 and Attention é̂ with marks",
        "authors": ["Joshua Än", "Bea B."],
        "published": "2023-05-22",
        "topics": ["attention"],
        "status": "reading",
        "added": "2026-11-01",
        "code": ["https://example.org/code"],
    },
    {
        "id": "hep-th/9901001",
        "title": _HOSTILE,
        "authors": ["[red]Mallory[/red]\x1b[2J"],
        "topics": ["attention", "\x1b[1mbold\u202e"],
        "status": "unread",
        "source": "\x1b]8;;https://evil.example\x07link",
    },
    {"id": "2310.06825", "status": "inbox"},
    {"id": "2310.11511", "title": "Skipped Words", "topics": ["rag"], "status": "skipped"},
    {"id": "2311.00001", "title": "No Theme at All", "status": "unread", "key": "nobody2023theme"},
]


def hard_list() -> str:
    """Return a list with Chinese, emoji, escapes, markup, old identifiers and bare entries."""
    dated = ("published", "added", "finished")
    lines = ["schema = 1", ""]
    for paper in _PAPERS:
        lines.append("[[paper]]")
        for name, value in paper.items():
            written = value if name in dated else json.dumps(value, ensure_ascii=False)
            lines.append(f"{name} = {written}")
        lines.append("")
    return "\n".join(lines)
