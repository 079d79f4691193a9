"""The program: command line, settings, one pass, practice sites."""
