"""The list on one screen: rows, a pane with details of one paper, and keys for both."""
