"""Stafett: one shared information model and catalogue of results after upper secondary education."""

__version__ = "0.1.0"
