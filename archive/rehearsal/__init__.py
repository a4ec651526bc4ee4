"""The public site as it will stand at an instant to come, and whether it stands so when that has come."""
