"""What the web pages show, as JSON that the build writes and the web room reads.

The web process never imports the model, the code lists or the catalogue (start-up cost, and one way
through the rooms); this room is where they become plain data.
"""
