"""ASSESS: statements become levels with their evidence."""
