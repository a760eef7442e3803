"""What pages tell of reviews: a year by commune, rounds with what follows from them."""
