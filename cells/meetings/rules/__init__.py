"""What is asked of a meeting, of its conclusions, of its quality; plain values."""
