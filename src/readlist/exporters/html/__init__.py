"""HTML: one page that works anywhere, with search, filters and charts."""
