"""Timeline to assessment: rules conclude findings, a policy weighs them, every term of the sum can be shown."""
