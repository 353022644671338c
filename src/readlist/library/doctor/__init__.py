"""Looking for what is wrong with a list and everything around it, and mending what is safe."""
