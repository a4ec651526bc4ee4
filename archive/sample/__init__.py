"""The sample archive: a small but true archive to look at, and what loads it through the desk's own verbs."""
