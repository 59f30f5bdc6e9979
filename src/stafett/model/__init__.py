"""The information model: LinkML YAML in, frozen dataclasses out. The only room that imports linkml."""
