"""Everything that goes out: who is told, what is said, and getting it there at least once.

routing says who, message says what, send picks the way (mail, webhook, channels), deliver claims rows of the
outbox, sends and marks them. routing, destination and quiet import nothing heavy: the command line needs them
at start.
"""
