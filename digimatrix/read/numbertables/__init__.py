"""READ: tables that hold only numbers: units, what is measured of each, printed totals."""
