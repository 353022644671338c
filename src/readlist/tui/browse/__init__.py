"""The list on one screen: rows, a pane with what is known of one paper, and keys for both."""
