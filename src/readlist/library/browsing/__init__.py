"""The list on one screen: what is searched for, which rows there are, and what is done to them."""
