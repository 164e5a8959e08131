"""The command line, over `App`; one command group a file. Nothing heavy is imported before a command needs it."""
