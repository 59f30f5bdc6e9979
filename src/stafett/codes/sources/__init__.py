"""Live sources of code lists: one small module a source, each writing a dated snapshot.

Nothing here is used by the build or the web; a build reads what is in the repository, offline.
"""
