"""What the catalogue stores."""

from .curation import ContentReport, CurationRound, FreeEquivalent, OfferingVersion, ReportKind
from .equivalence import EquivalenceProposal
from .institutions import Admission, AdmissionPaper, PaperKind, TrainerCredential, Venue
from .offerings import Mode, Offering, OfferingResult, OfferingSkill, Trainer, TrainingType

__all__ = [
    "Admission", "AdmissionPaper", "ContentReport", "CurationRound", "EquivalenceProposal", "FreeEquivalent", "Mode",
    "Offering", "OfferingResult", "OfferingSkill", "OfferingVersion", "PaperKind", "ReportKind", "Trainer",
    "TrainerCredential", "TrainingType", "Venue",
]  # fmt: skip
