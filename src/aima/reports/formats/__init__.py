"""One file a format: each has one function from a dossier to bytes, and is named once in `reports.export`."""
