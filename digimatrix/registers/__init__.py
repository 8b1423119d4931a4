"""Registers of municipalities as dated data: facts, with their source and year named."""
