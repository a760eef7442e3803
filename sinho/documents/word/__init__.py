"""A paper as a Word file: read from the same page as the PDF, with real styles, so that a secretary goes on writing."""
