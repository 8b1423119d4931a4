"""FUNDING: what the funder asks to be shown."""
