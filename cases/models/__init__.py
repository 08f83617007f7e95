"""One file per noun; everything is imported from here."""

from cases.models.advice import (
    ADVISES,
    LONGEST_LIST_DAYS,
    AddressAdvice,
    ContractorList,
    ListedAddress,
)
from cases.models.analysis import Agreement, Barrier, Cause, Stance
from cases.models.asking import PartnerRequest, RequestMessage
from cases.models.assessment import Assessment, AssessmentSigned, DomainReason, Score
from cases.models.cooperation import CooperationCount
from cases.models.digest import Digest
from cases.models.document import Document
from cases.models.domains import HIGHEST, LOWEST, Aspect, DomainSet, LevelText, LifeDomain
from cases.models.eviction import ArrearsStep, ContractAgreement, EvictionPhase
from cases.models.history import HistoryItem
from cases.models.journal import JournalEntry
from cases.models.people import Participant
from cases.models.plan import Action, CatalogueItem, Goal, Prerequisite
from cases.models.safety_net import SafetyNet
from cases.models.sharing import Consent, Disclosure, Share
from cases.models.trajectory import (
    OPEN_STATES,
    EndReason,
    Grant,
    Pace,
    State,
    StateChange,
    Trajectory,
    TrajectoryChanged,
    TrajectoryRunsAlready,
)
from cases.models.visits import PlannedVisit
from common.versioned import ChangedMeanwhile, Versioned

__all__ = [
    "ADVISES",
    "LONGEST_LIST_DAYS",
    "AddressAdvice",
    "ContractorList",
    "ListedAddress",
    "Share",
    "Disclosure",
    "Consent",
    "RequestMessage",
    "PartnerRequest",
    "HIGHEST",
    "LOWEST",
    "OPEN_STATES",
    "Action",
    "Agreement",
    "ArrearsStep",
    "Aspect",
    "Assessment",
    "AssessmentSigned",
    "Barrier",
    "CatalogueItem",
    "Cause",
    "ChangedMeanwhile",
    "CooperationCount",
    "ContractAgreement",
    "Digest",
    "Document",
    "DomainReason",
    "DomainSet",
    "EndReason",
    "EvictionPhase",
    "Goal",
    "Grant",
    "HistoryItem",
    "JournalEntry",
    "LevelText",
    "LifeDomain",
    "Pace",
    "Participant",
    "PlannedVisit",
    "Prerequisite",
    "SafetyNet",
    "Score",
    "Stance",
    "State",
    "StateChange",
    "Trajectory",
    "TrajectoryChanged",
    "TrajectoryRunsAlready",
    "Versioned",
]
