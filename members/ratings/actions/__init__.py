"""Changes of the ratings of members."""
