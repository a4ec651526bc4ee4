"""Assistants that turn documents into drafts and save nothing unconfirmed."""
