"""What can be done with a reading list: one module a use case, the only place that joins adapters.

`workspace.Workspace` is what a run works on; every use case is a function that takes it first.
Nothing here prints or asks; `Notices` carries what a person should hear on the way, and results
come back as values. A program of your own needs no more than this::

    workspace = open_workspace()
    papers = resolve.resolve_papers(workspace, ["2310.06825"])
    marking.mark(workspace, papers, Status.READ)
"""
