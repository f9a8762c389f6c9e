"""The people who help a patient: who they are, how that was checked, what each one's signature means, who signs for whom.

None of these signatures is consent, and none says more than the person can know.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from informed.content import Severity, Text
from informed.errors import BadInput
from informed.factors import Flag
from informed.patient import MAX_NAME, words

HelperRole = Literal["interpreter", "relative", "guardian", "representative"]

#: How somebody's identity was checked; a document's number is never kept.
IdentityCheck = Literal["document", "known", "not_checked"]

#: Whose identity was checked, where it is not a helper's id.
THE_PATIENT = "patient"

#: More people than this do not help one patient.
MOST = 6
MAX_RELATION = 120
MAX_AUTHORITY = 500

#: Who signs for a patient that does not sign alone.
SIGN_FOR_PATIENT: tuple[HelperRole, ...] = ("guardian", "representative")

#: What each helper's signature means, word for word, on the screen, on paper and in the document.
MEANINGS: dict[HelperRole, Text] = {
    "interpreter": Text(
        en=(
            "I interpreted faithfully everything that was shown, and the patient's questions and answers. "
            "The answers are the patient's own. This is not consent to treatment."
        ),
        vi=(
            "Tôi đã phiên dịch trung thực toàn bộ nội dung được hiển thị, cùng câu hỏi và câu trả lời của người bệnh. "
            "Các câu trả lời là của chính người bệnh. Đây không phải là đồng ý điều trị."
        ),
    ),
    "relative": Text(
        en=(
            "I was with the patient and helped where asked. The answers are the patient's own, not mine. "
            "This is not consent to treatment."
        ),
        vi=(
            "Tôi có mặt cùng người bệnh và giúp khi được nhờ. Các câu trả lời là của chính người bệnh, không phải của tôi. "
            "Đây không phải là đồng ý điều trị."
        ),
    ),
    "guardian": Text(
        en=(
            "I am the guardian of this patient. I read this together with the patient, or it was read to us, before talking "
            "with the doctor. We marked what we are not sure about. This is not consent to treatment."
        ),
        vi=(
            "Tôi là người giám hộ của người bệnh này. Tôi đã cùng người bệnh đọc nội dung này, hoặc đã được đọc cho nghe, "
            "trước khi nói chuyện với bác sĩ. Chúng tôi đã đánh dấu những điều còn chưa chắc. "
            "Đây không phải là đồng ý điều trị."
        ),
    ),
    "representative": Text(
        en=(
            "I act for this patient by the authority stated above. I read this, or it was read to me, before talking with the "
            "doctor. I marked what I am not sure about. This is not consent to treatment."
        ),
        vi=(
            "Tôi thay mặt người bệnh này theo căn cứ nêu ở trên. Tôi đã đọc nội dung này, hoặc đã được đọc cho nghe, "
            "trước khi nói chuyện với bác sĩ. Tôi đã đánh dấu những điều tôi chưa chắc. Đây không phải là đồng ý điều trị."
        ),
    ),
}

#: What the physician is told of people who sign for a patient.
TITLES = {
    "SIGNED_FOR_PATIENT": Text(vi="Có người ký thay", en="Signed by somebody else"),
    "SIGNER_NOT_CHECKED": Text(vi="Chưa kiểm tra người ký thay", en="Signer's identity not checked"),
}
NOTES = {
    "SIGNED_FOR_PATIENT": Text(
        en="Somebody signs for the patient. Talk with both, and ask the patient what they want themselves.",
        vi="Có người ký thay người bệnh. Hãy nói chuyện với cả hai, và hỏi xem chính người bệnh muốn gì.",
    ),
    "SIGNER_NOT_CHECKED": Text(
        en="The identity of the person who signs for the patient was not checked. Check it, and by what authority they act.",
        vi="Chưa kiểm tra danh tính của người ký thay người bệnh. Hãy kiểm tra, và xem họ ký theo căn cứ nào.",
    ),
}


class Helper(BaseModel):
    """A person who helps, as staff entered it. `language`: the one that an interpreter interprets into, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    role: HelperRole
    name: str
    relation: str = ""
    language: str = ""
    #: By what authority a representative acts.
    authority: str = ""

    @property
    def signs_for_patient(self) -> bool:
        return self.role in SIGN_FOR_PATIENT


def helper(
    id: str, role: HelperRole, *, name: str, relation: str = "", language: str = "", authority: str = ""
) -> Helper:
    """A helper from what was typed; raises `BadInput` naming the first wrong field of the form."""
    made = Helper(
        id=id,
        role=role,
        name=" ".join(words(name, "helper_name", MAX_NAME).split()),
        relation=words(relation, "helper_relation", MAX_RELATION),
        language=words(language, "helper_language", MAX_RELATION) if role == "interpreter" else "",
        authority=words(authority, "helper_authority", MAX_AUTHORITY) if role == "representative" else "",
    )
    if not any(sign.isalpha() for sign in made.name):
        raise BadInput("helper_name", "empty")
    needed = {"interpreter": "language", "guardian": "relation", "relative": "relation", "representative": "authority"}
    if not getattr(made, needed[role]):
        raise BadInput(f"helper_{needed[role]}", "empty")
    return made


def flags(helpers: tuple[Helper, ...], checks: dict[str, IdentityCheck]) -> tuple[Flag, ...]:
    """What the physician must look at about those who sign for the patient; `checks` by helper's id."""
    signing = [one for one in helpers if one.signs_for_patient]
    unchecked = [one for one in signing if checks.get(one.id, "not_checked") == "not_checked"]
    found = (("SIGNED_FOR_PATIENT", signing), ("SIGNER_NOT_CHECKED", unchecked))
    return tuple(
        Flag(Severity.CAUTION, code, TITLES[code], NOTES[code], " · ".join(one.name for one in about))
        for code, about in found
        if about
    )
