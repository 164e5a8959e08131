"""Frozen values and protocols; imports nothing but the standard library, numpy and pydantic."""
