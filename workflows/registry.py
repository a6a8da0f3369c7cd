"""Every workflow there is, by name; workers register these, and the replay tests replay them."""

from workflows.enhancement import Enhancement, EnhancementTier
from workflows.housekeeping import Housekeeping

WORKFLOWS = [Enhancement, EnhancementTier, Housekeeping]
