"""Every workflow there is, by name; workers register these, and the replay tests replay them."""

from workflows.annotation import Annotation
from workflows.annotation_shard import AnnotationShard
from workflows.enhancement import Enhancement, EnhancementTier
from workflows.housekeeping import Housekeeping

WORKFLOWS = [Annotation, AnnotationShard, Enhancement, EnhancementTier, Housekeeping]
