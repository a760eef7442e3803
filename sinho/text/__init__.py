"""How Vietnamese names, dates and numbers are read, written, sorted and searched. Imports nothing of ours."""
