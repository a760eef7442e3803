"""How meetings are counted, drawn and printed."""
