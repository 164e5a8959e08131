"""What signal processing can honestly tell of a sound: each family of events in a file of its own."""
