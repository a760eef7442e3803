"""What is done: sent away and back, led to retire, recruited."""
