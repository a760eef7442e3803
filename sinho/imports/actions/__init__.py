"""What is done with files that are brought in: tried, answered, confirmed, undone; and what leaves in their form."""
