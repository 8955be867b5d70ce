"""Proposals of improvement with their answers; days of review; figures of use."""

from manuals.improvement.models.improvements import Improvement, ImprovementAnswer, ImprovementQuerySet
from manuals.improvement.models.reviews import OwnerContact, PageReview, PageReviewed
from manuals.improvement.models.usage import PageReadTally, SearchTally, TallyCursor

__all__ = [
    "Improvement",
    "ImprovementAnswer",
    "ImprovementQuerySet",
    "OwnerContact",
    "PageReadTally",
    "PageReview",
    "PageReviewed",
    "SearchTally",
    "TallyCursor",
]
