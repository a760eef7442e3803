"""What is asked about movements, retirements and recruitment."""

# What the columns of sums of this theme can hold.
MOST_DONG = 2_000_000_000
