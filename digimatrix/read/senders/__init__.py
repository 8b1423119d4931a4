"""READ: whose a return is, of which unit and round."""
