"""Pages of bringing data in."""
