"""READ: files become returns which know, for every cell, where it stood and what became of it."""
