"""What is done with documents, briefings, programmes and regulations."""
