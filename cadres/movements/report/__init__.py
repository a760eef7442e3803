"""Movements, cases and rounds as people read them; form 11."""
