# ruff: noqa: INP001 - loaded by MkDocs, not a package
"""What the site has beside docs/: the README as its first page, an index of decisions, examples.

The sources keep links that work where people read them, in the repository; these hooks fit them to
the site. https://www.mkdocs.org/user-guide/configuration/#hooks
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
_FIRST = "index.md"
_DECISIONS = "decisions/index.md"
_LINK = re.compile(r"(\]\()([^)#\s]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's files with those that do not stand in docs/."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files.append(File.generated(config, _FIRST, content=_of_root(readme)))
    files.append(File.generated(config, _DECISIONS, content=_decisions()))
    for path in sorted((ROOT / "examples").iterdir()):
        if path.is_file():
            # As text, so that a browser shows them, and no Markdown page is made of any.
            name = f"examples/{path.name}.txt"
            files.append(File.generated(config, name, content=path.read_bytes()))
    return files


def on_page_markdown(markdown: str, *, page: object, config: MkDocsConfig, files: Files) -> str:
    """Return a page with its links fitted to the site."""
    del page, config, files
    return _LINK.sub(lambda link: link[1] + _on_site(link[2]), markdown)


def _on_site(target: str) -> str:
    if target == "decisions/":
        return _DECISIONS
    parts = target.removeprefix("../")
    return f"{parts}.txt" if parts.startswith("examples/") else target


def _of_root(text: str) -> str:
    """Return a page of the top level as one of docs/."""
    return _LINK.sub(lambda link: link[1] + link[2].removeprefix("docs/"), text)


def _decisions() -> str:
    lines = ["# Decisions", ""]
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- [{title.replace('. ', ' · ', 1)}]({path.name})")
    return "\n".join(lines) + "\n"
