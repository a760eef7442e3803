"""Collects the models of the themes for Django."""

from cadres.staff.models import Cadre, CommuneGrade, Post, Qualification, QualificationStandard, StaffingNumber

__all__ = ["Cadre", "CommuneGrade", "Post", "Qualification", "QualificationStandard", "StaffingNumber"]
