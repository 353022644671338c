"""What a paper leads to."""

from readlist.library import related
from support.library_kit import open_workspace
from support.taste_kit import TASTE, put_abstracts


def test_the_nearest_papers_of_the_list_come_first() -> None:
    """By titles and abstracts, as many as are wanted, without the paper itself."""
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    papers = workspace.papers().papers
    found = related.similar(workspace, papers[0], 2)
    assert 0 < len(found) <= 2
    assert papers[0] not in found


def test_a_paper_without_title_leads_nowhere() -> None:
    """Nothing is known of it."""
    workspace, _ = open_workspace('[[paper]]\nid = "1706.03762"\n[[paper]]\nid = "1706.03763"\n')
    assert not related.similar(workspace, workspace.papers().papers[0], 3)
