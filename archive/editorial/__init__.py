"""The door between desk and reading room: readiness, freezing, review and publishing. Every verb names its actor."""
