"""``readlist edit``."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from readlist.cli.external_programs import delete, editor_command, run_command
from readlist.cli.papers import confirm
from readlist.cli.session import Session, undo_hint
from readlist.errors import FileError, ReadlistError
from readlist.library import editing
from readlist.library.editing import Draft, NotDurableError, line_of, read_copy

_PLUS = frozenset(
    {"vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe"}
)
"""Editors that go to a line with ``+LINE``."""


def edit(session: Session) -> None:
    """Open the list in your editor, and check it when you save.

    $ readlist edit

    You edit a copy. A broken list never replaces the old one: the editor opens again at the line
    with the error, or your text is kept in a file that is named.
    """
    words = editor_command("open the file that readlist path prints")
    draft = editing.draft(session.workspace)
    copy = _copy(session, draft)
    if draft.fault:
        session.notices.warn(f"note: {draft.fault.problem}")
    line = draft.line
    while True:
        raw = _edited(session, words, copy, line)
        if raw == draft.raw:
            session.say("The list is unchanged.")
            delete(session, copy)
            if draft.fault:
                raise draft.fault  # what is broken still is
            return
        try:
            undoable = editing.adopt(session.workspace, draft, raw)
        except NotDurableError:
            raise  # the list is changed, and the error says so
        except FileError as error:
            line = line_of(error)
            if line is None or not _again(session, error):
                raise _kept(error, copy) from None
            continue
        session.say(f"The list was changed.{undo_hint(session, changed=undoable)}")
        _settle(session, copy)
        return


def _settle(session: Session, copy: Path) -> None:
    """Do what follows once the list is replaced: whatever fails here, the change is made."""
    delete(session, copy)
    try:
        session.workspace.papers()  # it names values that make no sense
    except (ReadlistError, OSError) as error:
        session.notices.warn(f"note: the list was not read again: {error}")


def _copy(session: Session, draft: Draft) -> Path:
    folder = session.paths.state / "edit"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="readlist-", suffix=".toml", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(draft.raw)
    except OSError as error:
        raise FileError(
            f"cannot copy the list to {folder}: {error.strerror}", f"edit {draft.path} directly"
        ) from error
    return Path(name)


def _edited(session: Session, words: Sequence[str], copy: Path, line: int | None) -> bytes:
    session.notices.close()
    code = run_command([*words, *_place(words[0], line), str(copy)])
    if code != 0:
        raise ReadlistError(
            f"the editor {words[0]!r} exited with code {code}; the list was not changed",
            f"readlist edit; what you saved is in {copy}",
        )
    return read_copy(copy)


def _place(editor: str, line: int | None) -> list[str]:
    """Return the argument that makes an editor start at a line; nothing for an unknown editor."""
    return [f"+{line}"] if line and Path(editor).name in _PLUS else []


def _again(session: Session, error: FileError) -> bool:
    if not session.interactive:
        return False
    named = error.problem.replace(str(session.paths.list), "the edited list")
    session.notices.warn(f"Your edit cannot be saved: {named}")
    return confirm(session, "Open the editor again?")


def _kept(error: FileError, copy: Path) -> FileError:
    return FileError(
        f"your edit was not saved: {error.problem}",
        f"readlist edit; the list is unchanged, and your text is in {copy}",
        error.details,
    )
