"""Cán bộ, công chức xã (commune cadres): staff, reviews, planning, movements, training."""
