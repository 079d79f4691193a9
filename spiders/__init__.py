"""One short file per source."""
