"""The whole journey on one page: read → parse → assess → compare → plan → report → render."""
