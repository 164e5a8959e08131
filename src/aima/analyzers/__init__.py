"""Clips to drafts: one capability a file; an analyzer sees one clip at a time and opens no file."""
