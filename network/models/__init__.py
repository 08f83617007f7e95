"""One file per noun; everything is imported from here."""

from network.models.contact import Channel, PartnerContact
from network.models.covenant import Covenant, DataCategory
from network.models.partner import (
    KEEPS_REGISTRY,
    Level,
    Partner,
    PartnerKind,
    Sector,
    usual_sector,
)

__all__ = [
    "KEEPS_REGISTRY",
    "Channel",
    "Covenant",
    "DataCategory",
    "Level",
    "Partner",
    "PartnerContact",
    "PartnerKind",
    "Sector",
    "usual_sector",
]
