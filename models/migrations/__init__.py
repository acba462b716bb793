"""How does the store's shape grow? Forward only: the code before a migration must run on the shape after it."""

HEAD = "0014"  # the newest revision; compared with the store at every start without importing alembic
