"""The catalogue: what we publish, described as DCAT-AP-NO."""
