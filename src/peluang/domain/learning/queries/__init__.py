"""Reads of classes, by who asks."""

from .certificates import (
    PublicCertificate,
    check_token,
    offline_bundle,
    own_certificate,
    public_certificate,
    published_keys,
    status_list_token,
)
from .comparison import Comparison, Equivalent, compare_type, next_classes
from .own import OwnTraining, bookable_class, own_training, trainings_of
from .results import count_results
from .teaching import (
    Roster,
    class_of,
    classes_of_offering,
    classes_of_provider,
    classes_on,
    reviews_of_provider,
    roster,
)

__all__ = [
    "Comparison", "Equivalent", "OwnTraining", "PublicCertificate", "Roster", "bookable_class", "check_token",
    "class_of", "classes_of_offering", "classes_of_provider", "classes_on", "compare_type", "count_results",
    "next_classes", "offline_bundle", "own_certificate", "own_training", "public_certificate",
    "published_keys", "reviews_of_provider", "roster", "status_list_token", "trainings_of",
]  # fmt: skip
