"""RENDER: a report becomes files, one module a format."""
