"""The completion script for bash."""

from collections.abc import Iterable, Sequence

from readlist.cli.shells.grammar import FILES, GLOBALS, CommandWords, OptionWords

_HEAD = """\
# Completion of readlist for bash; made by: readlist completion bash

_readlist_from() {
    local value typed=${current//\\\\/}
    while IFS=$'\\t' read -r value _; do
        [[ $current == [\\"\\']* ]] || printf -v value '%q' "$value"
        COMPREPLY+=("$value")
    done < <(readlist __complete "$1" "${typed#[\\"\\']}" "$previous" 2>/dev/null)
}

_readlist_words() {
    while read -r; do COMPREPLY+=("$REPLY"); done < <(compgen -W "$1" -- "$current")
}

_readlist_files() {
    compopt -o filenames 2>/dev/null
    while read -r; do COMPREPLY+=("$REPLY"); done < <(compgen -f -- "$current")
}

_readlist() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command= options= place
    COMPREPLY=()
    for ((place = 1; place < COMP_CWORD; place++)); do
        case ${COMP_WORDS[place]} in
            --file|--list|-L) ((place++)) ;;
            -*) ;;
            *) command=${COMP_WORDS[place]}; break ;;
        esac
    done
    case $command:$previous in
        *:--file) _readlist_files; return ;;
        undo:--list) ;;
        *:--list|*:-L) _readlist_from lists; return ;;
    esac
    case $command in
"""
_TAIL = """\
    esac
    if [[ $current == -* ]]; then
        _readlist_words "$options %(globals)s"
        return
    fi
    case $command in
        '') _readlist_words '%(commands)s' ;;
%(arguments)s
    esac
}

complete -F _readlist readlist
"""


def bash_script(commands: Sequence[CommandWords]) -> str:
    """Return the script."""
    names = [name for command in commands for name in command.names]
    blocks = "".join(line for command in commands for line in _options_of(command))
    arguments = "\n".join(_arguments_of(command, names) for command in commands if command.kind)
    tail = _TAIL % {
        "globals": _names(GLOBALS),
        "commands": " ".join(names),
        "arguments": arguments,
    }
    return _HEAD + blocks + tail


def _options_of(command: CommandWords) -> Iterable[str]:
    yield f"        {'|'.join(command.names)})\n"
    yield f"            options='{_names(command.options)}'\n"
    valued = [option for option in command.options if option.takes_value]
    if valued:
        yield "            case $previous in\n"
        for option in valued:
            act = _call(option.kind)
            yield f"                {'|'.join(option.names)}) {act}return ;;\n"
        yield "            esac\n"
    yield "            ;;\n"


def _arguments_of(command: CommandWords, names: Sequence[str]) -> str:
    pattern = "|".join(command.names)
    if command.kind == "commands":
        return f"        {pattern}) _readlist_words '{' '.join(names)}' ;;"
    return f"        {pattern}) {_call(command.kind)};;"


def _call(kind: str) -> str:
    if not kind:
        return ""
    return "_readlist_files; " if kind == FILES else f"_readlist_from {kind}; "


def _names(options: Iterable[OptionWords]) -> str:
    return " ".join(name for option in options for name in option.names)
