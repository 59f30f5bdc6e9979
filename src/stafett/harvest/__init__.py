"""What data.norge.no makes of a catalogue: a simulated harvest, its findings, and the quality scores."""
