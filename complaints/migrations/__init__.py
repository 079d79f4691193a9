"""The steps from each version of the tables to the next, shipped with the program."""

# In order. Kept here so that a start needs one query and not Alembic; a test holds it to the scripts.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
HEAD = VERSIONS[-1]
