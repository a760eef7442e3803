"""What is done in reviews: ratings given and corrected, rounds written down, opinions received and answered."""
