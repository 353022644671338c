"""What agents may do, where that is less than what people may."""

import pytest

from readlist.config import load_settings
from readlist.errors import NotFoundError, ReadlistError, UsageError
from readlist.library import agents, discovering, marking, undoing
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.paper import Status
from support.library_kit import Heard, list_text, open_workspace


@pytest.fixture
def agent() -> Workspace:
    """Return the workspace of an agent on the small list."""
    workspace, _ = open_workspace()
    return Workspace(workspace.paths, workspace.settings, Heard(), offline=True, agent="robot")


def test_changes_are_named_in_the_history(agent: Workspace) -> None:
    """Of the list and of what was dismissed."""
    papers = [agent.papers().papers[0]]
    marking.mark(agent, papers, Status.READ)
    discovering.dismiss_named(agent, ["2611.00001"])
    assert [entry.what for entry in undoing.history(agent)] == [
        "read 2401.04088 Mixture of Winds, by agent robot",
        "dismiss 2611.00001, by agent robot",
    ]


def test_a_title_that_says_so_is_no_agent(agent: Workspace) -> None:
    """What the person did to a paper of a strange title stays theirs."""
    person, _ = open_workspace('[[paper]]\nid = "1706.03762"\ntitle = "Guided, by agent robot"\n')
    marking.star(person, person.papers().papers)
    with pytest.raises(NotFoundError, match="not made by an agent"):
        agents.undo(agent)


@pytest.mark.parametrize("word", ["https://example.org/p.html", "https://evil.test/?data=x"])
def test_pages_of_other_hosts_need_the_setting(agent: Workspace, word: str) -> None:
    """With it they are taken like any address; private ones never."""
    with pytest.raises(UsageError, match="may not read pages of"):
        agents.add(agent, [word], AddOptions(fetch=False))
    agent.paths.config.write_text("[mcp]\npages = true\n")
    agent.settings = load_settings(agent.paths.config)
    assert agents.add(agent, [word], AddOptions(fetch=False)).added
    with pytest.raises(ReadlistError, match="this machine or its network"):
        agents.add(agent, ["http://10.0.0.1/x"], AddOptions(fetch=False))


@pytest.mark.parametrize(
    "word",
    ["1706.03762", "10.1038/s41586-021-03819-2", "https://doi.org/10.1038/s41586-021-03819-2",
     "https://www.nature.com/articles/s41586-021-03819-2", "https://arxiv.org/abs/1706.03762",
     "https://openreview.net/forum?id=rygGQyrFvH",
     "https://proceedings.mlr.press/v139/radford21a.html", "978-0-262-03561-3"],
)  # fmt: skip
def test_identifiers_and_known_hosts_are_taken(agent: Workspace, word: str) -> None:
    """An address that carries an identifier is that identifier."""
    assert agents.add(agent, [word], AddOptions(fetch=False)).added


def test_one_bad_word_lets_nothing_in(agent: Workspace) -> None:
    """Nothing is added, so that nothing has to be looked for."""
    before = list_text(agent)
    with pytest.raises(UsageError):
        agents.add(agent, ["1706.03762", "/etc/passwd"], AddOptions(fetch=False))
    assert list_text(agent) == before


def test_an_agents_web_leads_to_known_hosts_only(agent: Workspace, home: object) -> None:
    """A redirect is no way out of that."""
    online = Workspace(agent.paths, agent.settings, Heard(), agent="robot")
    with pytest.raises(ReadlistError, match="may not read pages of"):
        online.services.web.get("https://example.org/")
    person = Workspace(agent.paths, agent.settings, Heard())
    assert person.services.web._allows is None
