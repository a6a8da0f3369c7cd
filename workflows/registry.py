"""Every workflow there is, by name; workers register these, and the replay tests replay them."""

from workflows.annotation import Annotation
from workflows.annotation_shard import AnnotationShard
from workflows.documentary import Documentary
from workflows.enhancement import Enhancement, EnhancementTier
from workflows.generation import Generation
from workflows.housekeeping import Housekeeping
from workflows.notification import Notification
from workflows.transfer import Export, Import

WORKFLOWS = [
    Annotation,
    AnnotationShard,
    Documentary,
    Enhancement,
    EnhancementTier,
    Export,
    Generation,
    Housekeeping,
    Import,
    Notification,
]
