"""What is done to classes, to who attends them, and to the money that supports them."""
