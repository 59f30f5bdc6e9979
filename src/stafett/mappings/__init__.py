"""Mappings of the model to other people's vocabularies, kept as SSSOM tables and written as RDF."""
