"""Numbers of issued papers, and reports that were issued with their figures and files."""

from sinho.filings.models.filing import Filing, FilingFile
from sinho.filings.models.numbers import IssuedPaper, NumberStart

__all__ = ["Filing", "FilingFile", "IssuedPaper", "NumberStart"]
