"""The built-in rules, one family a file; each is a pure function of a timeline and a policy."""
