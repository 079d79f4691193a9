"""What was found and what is done about it: records, decisions, deadlines; no crawling, no network."""
