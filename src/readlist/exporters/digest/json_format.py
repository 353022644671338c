"""A digest as JSON: every key is always present."""

import json
from typing import Any

from readlist.exporters.digest.issue import Issue
from readlist.text import encodable, visible


def render(issue: Issue) -> str:
    """Return the digest."""
    return visible(json.dumps(_record(issue), ensure_ascii=False, indent=1)) + "\n"


def _record(issue: Issue) -> dict[str, Any]:
    new = [
        {
            "id": one.id,
            "title": encodable(one.title),
            "authors": [*map(encodable, one.authors)],
            "published": one.day or None,
            "where": encodable(one.where),
            "url": one.url or None,
            "abstract": encodable(one.abstract) or None,
            "score": round(one.score, 4),
            "reasons": [*map(encodable, one.reasons)],
            "add": one.command,
        }
        for one in issue.new
    ]
    own = [
        {"id": one.id, "title": encodable(one.title), "url": one.url or None, "news": one.what}
        for one in issue.own
    ]
    due = [
        {"id": one.id, "title": encodable(one.title), "url": one.url or None, "due": f"{one.due}"}
        for one in issue.due
    ]
    counts = {"looked_at": issue.looked_at, "left_out": issue.left_out}
    return {
        "date": f"{issue.day}",
        "title": issue.title,
        "new": new,
        "own": own,
        "due": due,
        **counts,
        "troubles": [*map(encodable, issue.troubles)],
    }
