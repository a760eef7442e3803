"""What decides in the yearly evaluation: the scheme of the year, the sheet, the dates. Plain values in, answers out."""
