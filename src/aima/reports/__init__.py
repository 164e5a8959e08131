"""Assessment -> dossier -> HTML, JSON, subtitles, tables, documents; reads values and keeps nothing."""
