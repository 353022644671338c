"""The list on one screen: what is looked for, which rows there are, and what is done to them."""
