#!/usr/bin/env bash
# The reading list in every format that readlist writes; a second run touches only what changed.
#
#   export-all.sh FOLDER [MORE OPTIONS, such as --check or --topic moe]
#
# examples/exports/ is what this makes of the list that readlist starts with.
set -euo pipefail

folder=${1:?usage: export-all.sh FOLDER [OPTIONS]}
shift
mkdir -p "$folder"

for name in list.md list.bib list.csl.json list.ris list.csv list.json list.html list.atom; do
  readlist export --output "$folder/$name" "$@"
done
readlist export --style table --output "$folder/table.md" "$@"
readlist export --format biblatex --output "$folder/biblatex.bib" "$@"
readlist export --style obsidian --output "$folder/vault/" "$@"
