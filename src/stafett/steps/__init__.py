"""The steps of a build, one a module: each takes the work, writes its files and adds its graphs."""
