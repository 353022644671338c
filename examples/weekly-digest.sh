#!/usr/bin/env bash
# What happened on the reading list in a week, as Markdown: for a mail, a chat or a team page.
#
#   weekly-digest.sh [DAYS]
set -euo pipefail

days=${1:-7}
tab=$'\t'

# Piped, every paper is one line, its fields between tabs.
section() {
  local heading=$1
  shift
  local rows
  rows=$(readlist show --fields id,title "$@")
  [ -n "$rows" ] || return 0
  printf '\n## %s\n\n' "$heading"
  while IFS="$tab" read -r id title; do
    printf -- '- [%s](https://arxiv.org/abs/%s)\n' "$title" "$id"
  done <<<"$rows"
}

printf '# Reading, the last %s days\n' "$days"
section "Being read" --status reading
section "Read" --status read --added "${days}d"
section "New on the list" --unread --added "${days}d"
section "Starred, still unread" --star --unread
