"""What the rows of a statistical form count, and what increases and decreases the roll. Pure."""
