"""Timeline and assessment to lines that fit a model: ranked, windowed, fenced, each with a short id."""
