"""Collects the models of the themes for Django."""

from cadres.movements import models as movements
from cadres.planning import models as planning
from cadres.reviews import models as reviews
from cadres.staff import models as staff
from cadres.training import models as training

__all__ = ["movements", "planning", "reviews", "staff", "training"]
