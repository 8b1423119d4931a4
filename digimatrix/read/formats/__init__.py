"""READ: a file of any format becomes grids of cells that know their place."""
