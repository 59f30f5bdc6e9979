"""The store: built files loaded for reading, and queries over them. Never written while served."""
