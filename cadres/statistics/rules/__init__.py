"""What the statistics of the staff count. Pure: days are arguments."""
