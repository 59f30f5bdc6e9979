"""Code lists: kept as CSV with their provenance, published as SKOS."""
