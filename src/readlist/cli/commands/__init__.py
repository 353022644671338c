"""The commands, one module per family; `readlist.cli.command_table` names them all."""
