"""AIMA turns recordings into evidence that a person can check."""

__version__ = "0.1.0"
