"""Speech: where it is, what is said as far as a model is at hand, which voice speaks, and how it sounds."""
