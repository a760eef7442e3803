"""Discipline and praise of members are written down."""
