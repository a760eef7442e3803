"""Ratings on paper."""
