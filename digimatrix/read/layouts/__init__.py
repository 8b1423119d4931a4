"""READ: how a sheet lies: its headings, tables, lists and forms, and what each cell answers."""
