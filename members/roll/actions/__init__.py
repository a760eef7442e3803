"""What happens to members; and what reading of their records is written down."""
