"""What can be done with a reading list: one module per use case, the only room that joins adapters.

`workspace.Workspace` is what a run works on; every use case is a function that takes it first.
Nothing here prints or asks; `Notices` carries messages for people, and results are returned as
values. Your own program needs no more than this::

    workspace = open_workspace()
    papers = resolve.resolve_papers(workspace, ["2310.06825"])
    marking.mark(workspace, papers, Status.READ)
"""
