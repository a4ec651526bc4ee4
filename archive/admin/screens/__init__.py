"""Pages of the desk that are no form and no list of a model."""
