"""The staff of the communes in the demo district."""
