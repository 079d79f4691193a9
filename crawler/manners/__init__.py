"""How the crawler behaves towards the servers of others."""
