"""What the tests of the page know of a browser; Playwright itself comes in only at run time."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
"""The browser's path; None where there is none."""

# The sandbox needs rights that containers lack; the rest keeps the browser from calling home.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Visit:
    """A page that is open, and what it did besides showing itself."""

    page: "Page"
    complaints: list[str] = field(default_factory=list)
    """Errors, console messages and requests for anything but the file."""

    def listen(self) -> None:
        """Note everything that the page should not do."""
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, address: str) -> None:
        if not address.startswith(("file:", "data:")):
            self.complaints.append(f"asked for {address}")

    @property
    def shown(self) -> list[str]:
        """The identifiers of the papers that are to be seen."""
        papers = self.page.locator(".paper")
        script = "nodes => nodes.filter(n => !n.closest('[hidden]')).map(n => n.id)"
        return list(papers.evaluate_all(script))

    @property
    def fragment(self) -> str:
        """What stands behind the number sign of the address."""
        return self.page.url.partition("#")[2]


Visitor = Callable[..., Visit]
"""Write a page of these papers and open it; see the fixture `visit`."""
