"""The same endpoint over somebody else's SPARQL 1.1 store: queries, loading, the ways of each engine."""
