"""READ: levels and targets as people type, name and explain them."""
