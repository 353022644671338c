"""What papers are: values, in plain Python, that the rest of the program is made of."""
