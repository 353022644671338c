"""The commands, one module a family; `readlist.cli.command_table` names them all."""
