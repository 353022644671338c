"""``readlist mcp``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.error_handler import in_words
from readlist.cli.session import Session
from readlist.language import ENGLISH, use
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.errors import ReadlistError
    from readlist.library.workspace import Workspace
    from readlist.mcp import server, skill
    from readlist.mcp.hearing import Hearing
else:
    server = lazy("readlist.mcp.server")
    skill = lazy("readlist.mcp.skill")


def mcp(
    session: Session,
    *,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Leave out the tools that change the list.")
    ] = False,
    print_skill: Annotated[
        bool, typer.Option("--skill", help="Print a skill file for agents with a shell.")
    ] = False,
) -> None:
    """Serve the list to agents over stdio.

    $ readlist mcp --read-only
    $ readlist mcp --skill > ~/.claude/skills/readlist/SKILL.md

    Runs a Model Context Protocol server with eight tools: find, show, add, mark, note, discover,
    related and undo. The program that runs the agent starts it. Each change is one step that you
    can undo, and the history names the agent.
    """
    if print_skill:
        session.write(skill.SKILL.rstrip())
        return
    if not session.paths.list.exists():  # an error here comes before anything is served
        session.workspace.check_first_use()
    if session.screen.in_tty:
        session.say("Waiting for an agent's messages on standard input; Ctrl-D ends.")

    def workspace(agent: str, hearing: "Hearing") -> "Workspace":
        return session.workspace_for_agent(agent, hearing)

    def explain(tool: str, error: Exception) -> "ReadlistError":  # noqa: ARG001 - the log tells
        return in_words(session, error)

    use(ENGLISH)  # the language of agents, and of the history that records them
    with server.own_streams() as (source, output):
        server.Server(workspace, explain, output, read_only=read_only).serve(source)
