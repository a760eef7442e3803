"""What is done to the plans of successors."""
