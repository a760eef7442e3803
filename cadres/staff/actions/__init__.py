"""What is done to the staff of the communes."""
