"""Pictures before readers: at which sizes they are offered, under which addresses, and who is shown one at once."""
