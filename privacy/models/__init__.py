"""One file per noun; everything is imported from here."""

from privacy.models.correction import CorrectionRequest
from privacy.models.resident_access import ResidentAccess

__all__ = ["CorrectionRequest", "ResidentAccess"]
