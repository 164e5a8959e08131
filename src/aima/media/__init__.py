"""Bytes to clips: identity, probing, sandboxed decoding, cutting. The only room that knows PyAV."""
