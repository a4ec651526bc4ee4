"""Filling an archive: a few records of each kind through the verbs, the mass of them in bulk, as the verbs would."""
