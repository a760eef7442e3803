"""Pure rules of the reviews: ratings of a year, votes of confidence, opinions."""
