"""What is done in the yearly evaluation, one verb per function (A10, A11)."""
