"""The commands: each parses, calls and prints. What they need is imported inside them, for a quick --help."""
