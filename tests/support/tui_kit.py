"""Running full screens without a terminal, by Textual's pilot."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from textual.app import App
from textual.pilot import Pilot

Outcome = TypeVar("Outcome")


def play(
    app: App[Outcome],
    story: Callable[[Pilot[Outcome]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> Outcome | None:
    """Run a story on a screen and return what the screen came to."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await story(pilot)
            await pilot.pause()

    asyncio.run(run())
    return app.return_value


def dump(app: App[Outcome]) -> list[str]:
    """Return the screen line by line, without blanks at the right."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]
