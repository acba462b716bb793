"""The store: tables, one noun a file, and how to open it."""
