"""One example of each event type."""

from informed import events as e
from informed.content import Language
from tests.factories import NOON, RECORD_ID, asked, finished, opened, said, signed, tried, understood


def every_payload() -> dict[type[e.Exact], e.Exact]:
    """One example of each event type."""
    examples: list[e.Exact] = [
        opened(),
        e.LanguageChosen(language=Language.VIETNAMESE),
        e.TopicShown(
            topic="benefits", language=Language.ENGLISH, title="T", message="M", statements=(e.shown("W2", "Text."),)
        ),
        understood("W2"),
        asked("W2"),
        said("X-NUMB", "no"),
        tried("Q-B", "b", correct=True),
        e.DoctorQuestionsChosen(language=Language.ENGLISH, ticked=(e.shown("DQ1", "How hot?"),), words="And how deep?"),
        e.ClaimsHeard(
            language=Language.ENGLISH,
            pack_version="1",
            heard=(e.HeardClaim(claim=e.shown("T-1", "It heals all."), answer=e.shown("T-1", "It warms feet.")),),
        ),
        finished("about"),
        signed(),
        e.RecordDeferred(language=Language.ENGLISH),
        e.RecordDeclined(language=Language.ENGLISH),
        e.RecordContinued(),
        e.VisitEnded(),
        e.StaffCalled(place="Room 2"),
        e.CallTakenBack(),
        e.CallAnswered(),
        e.DocumentOpened(),
        e.ItemDisposed(item="flag:X-NUMB", disposition="discussed"),
        e.RecordCountersigned(outcome="talk", note="", physician="BS Lê Minh", document="0" * 64),
        e.CorrectionAdded(text="Born in May.", author="BS Lê Minh"),
        e.RecordWithdrawn(on=NOON.date(), reason="", author="Lan"),
        e.RecordEnteredInError(reason="another person", author="BS Lê Minh"),
        e.RecordViewed(),
        e.RecordExported(format="json"),
        e.DocumentSealed(
            revision=1, kind="patient", of=11, sha256="0" * 64, length=1000, signatures=1, timestamped=False
        ),
        e.AccountAdded(account=RECORD_ID, name="lan", display="BS Lan", role="physician"),
        e.AccountSetUp(account=RECORD_ID),
        e.AccountReset(account=RECORD_ID),
        e.AccountRoleChanged(account=RECORD_ID, role="auditor"),
        e.AccountDeactivated(account=RECORD_ID),
        e.AccountReactivated(account=RECORD_ID),
        e.SignedIn(address="192.0.2.1", by="password"),
        e.SignedOut(),
        e.SignInThrottled(account="", address="192.0.2.1"),
        e.HoldPlaced(reason="a complaint"),
        e.HoldReleased(reason="settled"),
        e.RecordErased(record=RECORD_ID, reason="asked for"),
        e.ErasuresApplied(records=(RECORD_ID,)),
        e.CheckpointWritten(number=1, root="0" * 64),
        e.KeysRotated(key_id="0" * 16, keys=5),
        e.BackupMade(manifest="0" * 64, with_keys=False),
        e.BackupRestored(manifest="0" * 64, forced=False),
        e.AccountAdded(account="a" * 26, name="lan", display="Nguyễn Thị Lan", role="front_desk"),
        e.AccountSetUp(account="a" * 26),
        e.AccountReset(account="a" * 26),
        e.AccountRoleChanged(account="a" * 26, role="auditor"),
        e.AccountDeactivated(account="a" * 26),
        e.AccountReactivated(account="a" * 26),
        e.SignedIn(address="192.0.2.1", by="password"),
        e.SignedOut(),
        e.SignInThrottled(account="", address="192.0.2.1"),
    ]
    return {type(example): example for example in examples}
