"""The completion script for zsh."""

from collections.abc import Iterable, Sequence

from readlist.cli.shells.grammar import FILES, GLOBALS, CommandWords, OptionWords

_HEAD = """\
#compdef readlist
# Completion of readlist for zsh; made by: readlist completion zsh

_readlist_from() {
    local line before=${words[CURRENT-1]}
    local -a found
    for line in ${(f)"$(readlist __complete $1 "${(Q)PREFIX}" "$before" 2>/dev/null)"}; do
        found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    _describe -V "$1" found
}

_readlist() {
    local curcontext="$curcontext" state line
    local -a commands every
    commands=(
"""
_MIDDLE = """\
    )
    every=(
%s
    )
    _arguments -C $every '1: :->command' '*:: :->rest' && return
    case $state in
        command) _describe -V command commands ;;
        rest)
            case $words[1] in
"""
_TAIL = """\
            esac
            ;;
    esac
}

if [[ $funcstack[1] == _readlist ]]; then
    _readlist "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _readlist readlist
fi
"""


def zsh_script(commands: Sequence[CommandWords]) -> str:
    """Return the script."""
    names = "".join(
        f"        {_quoted(f'{name}:{command.help}')}\n"
        for command in commands
        for name in command.names
    )
    every = "\n".join(f"        {line}" for option in GLOBALS for line in _option(option))
    blocks = "".join(line for command in commands for line in _command(command))
    return _HEAD + names + _MIDDLE % every + blocks + _TAIL


def _command(command: CommandWords) -> Iterable[str]:
    yield f"                {'|'.join(command.names)})\n"
    own = {name for option in command.options for name in option.names}
    clashing = sorted(own & {name for option in GLOBALS for name in option.names})
    every = "$every"
    if clashing:  # the command's own option of that name counts
        patterns = "|".join(f"*{name}\\[*" for name in clashing)
        every = f"${{every:#({patterns})}}"
    yield f"                    _arguments {every} \\\n"
    for option in command.options:
        for line in _option(option):
            yield f"                        {line} \\\n"
    arguments = f"*:{_label(command.kind)}:{_action(command.kind)}"
    yield f"                        {_quoted(arguments)}\n"
    yield "                    ;;\n"


def _option(option: OptionWords) -> Iterable[str]:
    """Yield one specification a name: ``*`` lets an option be given more than once."""
    text = option.help.replace("[", "(").replace("]", ")").replace(":", "\\:")
    value = f":{_label(option.kind)}:{_action(option.kind)}" if option.takes_value else ""
    for name in option.names:
        yield _quoted(f"*{name}[{text}]{value}")


def _label(kind: str) -> str:
    return kind or "value"


def _action(kind: str) -> str:
    if not kind:
        return " "
    if kind == "commands":
        return "{_describe -V command commands}"
    # The blank keeps `_arguments` from appending words of its own to the function.
    return "_files" if kind == FILES else f" _readlist_from {kind}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
