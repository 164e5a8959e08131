"""The adapter for SQL databases: SQLite in the home."""
