"""One example of each event type."""

from informed import events as e
from informed.content import Language
from informed.plan import Plan
from tests.around import guardian, helper_signed
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
        e.HelperNamed(helper=guardian()),
        e.HelperRemoved(helper="h1"),
        e.IdentityChecked(whose="patient", how="known"),
        helper_signed(guardian()),
        e.PaperPrinted(language=Language.ENGLISH),
        e.ScanAdded(number=1, sha256="0" * 64, media_type="image/jpeg", length=1000),
        e.ScanRemoved(number=1),
        e.PaperRecorded(language=Language.ENGLISH, scans=("0" * 64,), signed_on=NOON.date(), recorded_by="Lan"),
        e.DocumentPrinted(copy_for="patient", copies=2, sha256="0" * 64),
        e.RecordDeferred(language=Language.ENGLISH),
        e.RecordDeclined(language=Language.ENGLISH),
        e.RecordContinued(),
        e.VisitEnded(),
        e.DocumentOpened(),
        e.PlanChanged(plan=Plan(product="P")),
        e.ProductSaved(id="p" * 26, plan=Plan(product="P")),
        e.ProductRemoved(id="p" * 26),
        e.PhysiciansListed(names=("BS Lê Minh",)),
        e.ProfileChanged(name="Phòng khám", address="", hotline="1900 0000"),
        e.NoticeChanged(vi="", en="Ours."),
        e.WalkInSwitched(on=False),
        e.RetentionChanged(days=3650),
        e.BansListed(jurisdictions=("EU",)),
        e.VisitPrepared(record=RECORD_ID, product="", physician="BS Lê Minh"),
        e.RiskAdded(risk=e.shown("DR1", "It burns."), language=Language.ENGLISH, author="BS Lê Minh"),
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
        e.HandedOver(way="code"),
        e.HandOverCodeMade(expires=NOON),
        e.TabletTakenBack(record=RECORD_ID, by="pin"),
        e.PinRefused(record=RECORD_ID, account="", address="192.0.2.1", left=4),
        e.CodeTriesThrottled(address="192.0.2.1"),
        e.PinChosen(account=RECORD_ID),
        e.PinCleared(account=RECORD_ID),
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
