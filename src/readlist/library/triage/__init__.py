"""Going through papers one by one: decided about, each decision on disk at once, and taken back."""
