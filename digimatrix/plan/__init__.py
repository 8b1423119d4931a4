"""PLAN: gaps and demanded actions become steps in an order."""
