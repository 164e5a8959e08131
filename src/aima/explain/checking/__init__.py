"""A sentence to what it rests on: ids, quotations, times and subjects held against the evidence that was shown."""
