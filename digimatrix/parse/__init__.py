"""PARSE: the text of a cell becomes statements."""
