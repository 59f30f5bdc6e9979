"""What the catalogue says of the sector: systems, interfaces, deliveries, rules and more."""
