"""COMPARE: tables that hold only numbers: totals, places and groups, with exact figures."""
