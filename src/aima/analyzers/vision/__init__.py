"""Pictures: faces, people and their pose, text on screen, nudity, and what limits seeing."""
