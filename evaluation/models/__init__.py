from evaluation.models.evaluation import Answer, Evaluation
from evaluation.models.moment import (
    FIRST_REMINDER,
    Anchor,
    AnchorChoice,
    EvaluationMoment,
    MomentRule,
    Residence,
)
from evaluation.models.questionnaire import (
    FIXED,
    HOURS,
    LIVES_THERE,
    THREAT,
    Level,
    MomentKind,
    Option,
    Question,
    Questionnaire,
)
from evaluation.models.reminder import Reminder
from evaluation.models.report import CostAmount, Report, ReportDownload

__all__ = [
    "FIRST_REMINDER",
    "FIXED",
    "HOURS",
    "LIVES_THERE",
    "THREAT",
    "Anchor",
    "AnchorChoice",
    "Answer",
    "CostAmount",
    "Evaluation",
    "EvaluationMoment",
    "Level",
    "MomentKind",
    "MomentRule",
    "Option",
    "Question",
    "Questionnaire",
    "Reminder",
    "Report",
    "ReportDownload",
    "Residence",
]
