"""Values in plain Python that the rest of the program is built on."""
