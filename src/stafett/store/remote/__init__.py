"""The same endpoint over somebody else's SPARQL 1.1 store: queries, loading, and what each engine does its own way."""
