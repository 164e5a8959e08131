"""Timeline to drafts: what only the whole recording shows, such as speakers, persons, keywords and doubts."""
