"""What may be shown: a content pack, in both languages, validated whole when it is loaded.

A pack explains one procedure. Its order of topics is the journey's; everything that a patient reads about the procedure
stands here and nowhere else. Texts are NFC. Unknown fields, unknown references and duplicate ids are errors.
"""

from informed.content.aids import Allowance, CarriedClaim, Forms, GlossaryEntry, ToldClaim
from informed.content.factors import (
    AgeRule,
    DoctorQuestion,
    DoctorQuestionGroup,
    Factor,
    FactorGroup,
    Option,
    Rule,
    Severity,
)
from informed.content.pack import MOST_SCREENS, ContentPack, Review
from informed.content.pictures import Panel, Picture
from informed.content.text import Finding, Id, Language, Part, Text, Words
from informed.content.topics import (
    REQUIRED_TOPICS,
    TOPICS,
    Certainty,
    ComprehensionOption,
    ComprehensionQuestion,
    Figure,
    Kind,
    Mark,
    Source,
    Statement,
    Topic,
    TopicId,
)

__all__ = [
    "MOST_SCREENS",
    "REQUIRED_TOPICS",
    "TOPICS",
    "AgeRule",
    "Allowance",
    "CarriedClaim",
    "Certainty",
    "ComprehensionOption",
    "ComprehensionQuestion",
    "ContentPack",
    "DoctorQuestion",
    "DoctorQuestionGroup",
    "Factor",
    "FactorGroup",
    "Figure",
    "Finding",
    "Forms",
    "GlossaryEntry",
    "Id",
    "Kind",
    "Language",
    "Mark",
    "Option",
    "Panel",
    "Part",
    "Picture",
    "Review",
    "Rule",
    "Severity",
    "Source",
    "Statement",
    "Text",
    "ToldClaim",
    "Topic",
    "TopicId",
    "Words",
]
