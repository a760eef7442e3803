"""Where documents, programmes and regulations stand on a day (A1, A9). Pure."""
