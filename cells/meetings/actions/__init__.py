"""What is done with meetings of cells."""
