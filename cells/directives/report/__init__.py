"""What people read of documents, briefings, programmes and regulations."""
