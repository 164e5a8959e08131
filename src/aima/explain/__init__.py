"""Timeline and assessment to a digest, a question, an answer whose every sentence is checked, and a summary."""
