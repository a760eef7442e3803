"""What is done with numbers of papers and with reports that are issued."""
