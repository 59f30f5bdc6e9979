"""Data that follow the model: reading them and checking them. Nothing here ever enters the store."""
