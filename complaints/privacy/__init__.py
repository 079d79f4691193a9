"""What the law asks of who keeps records of people: their data out, erased on request, and erased in time."""
