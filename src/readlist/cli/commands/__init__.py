"""The commands, one module a family; `readlist.cli.table` names them all."""
