"""COMPARE: levels become gaps to the target and to peers."""
