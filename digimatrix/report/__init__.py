"""REPORT: comparisons become findings, figures and tables, the same for every format."""
