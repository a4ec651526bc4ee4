"""The reading room: public pages. They read what is published and nothing else."""
