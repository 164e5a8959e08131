"""The only floor that knows the order: ingest, analyze, link, fuse, report, erase.

`flow` reads like a table of contents.
"""
