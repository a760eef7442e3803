"""What is asked about movements, retirements and recruitment."""
