"""How an observance is prepared year after year: its dossiers, tasks, who must issue what. Nothing of it is public."""
