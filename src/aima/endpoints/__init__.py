"""Speaks to model servers of the OpenAI protocol; the only room that opens a connection."""
