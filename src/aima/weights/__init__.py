"""Model files: where packages and configured folders have them, and whether they are complete."""
