"""Đảng viên (members): the roll, admissions, assignments, ratings, conduct, coverage."""
