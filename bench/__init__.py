"""Measures speed against the limits that the product promises, as ratios within one run.

`bin/bench` gives it a database server; a database of its own is made, filled with a made-up district and thrown away.
"""
