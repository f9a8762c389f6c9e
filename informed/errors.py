"""Every error that the product raises on purpose. Callers catch these; wording for a patient lives with the screens.

InformedError
├── ContentError        a pack's file says something that it may not
├── SettingsError       a setting is unknown or contradicts another
├── NotAllowed          the command is not possible in the record's present state, or for this person
│   ├── RecordClosed    answers after the signature, or any command after the visit's end
│   ├── Paused          the visit rests: nothing of it is shown or taken until it goes on
│   ├── Incomplete      something that must come first is missing (`missing` names it)
│   ├── TooYoung        a minor does not sign alone
│   ├── NotReviewed     real patients, and a content pack without a physician's review that counts today
│   ├── WalkInOff       patients begin at the front desk here
│   ├── TooOften        staff were called again and again in a short time
│   ├── AlreadyOpen     the same patient has a record that is being read
│   ├── Stale           the page that asked showed less than there is now
│   ├── LastAdministrator  nobody would be left who may manage accounts
│   ├── FromIssuer      the sign-in service decides that about this account
│   ├── NotFresh        the sign-in is too long ago for what was asked
│   └── NoPin           a tablet is handed over only by somebody who can take it back with a PIN
├── BadInput            a value that cannot be taken (`field` and `reason` name it)
├── NotFound            there is no such record, visit, document or account
├── SignInRefused       a wrong name or password, or too many tries
├── PinNotRight         a wrong PIN on a locked tablet, or no more tries
├── BirthDateNotRight   a date that is not the patient's date of birth, or no more tries
├── IssuerFault         the sign-in service did not answer, or its answer cannot be relied on
├── CheckpointForged    a checkpoint's file cannot be relied on
├── SealError           nothing was sealed or countersigned: a key, a certificate, a password or the file does not serve
└── LedgerError         the ledger could not be read or written; nothing was saved
    ├── KeyFault        the key file is missing, readable by others, or another clinic's
    ├── Raced           another process wrote first; to be decided anew
    └── Tampered        stored bytes do not match their chain, or their key
"""


class InformedError(Exception):
    """The base of all errors that the product raises on purpose."""


class ContentError(InformedError):
    """A content pack says something that it may not: file, place and what was expected."""


class SettingsError(InformedError):
    """A setting is unknown, malformed, or contradicts another."""


class NotAllowed(InformedError):
    """The command is not possible in the record's present state."""


class RecordClosed(NotAllowed):
    """The record takes no more answers."""


class Paused(NotAllowed):
    """The visit rests, because somebody asked for it or because nothing was heard of it for the set time."""

    def __init__(self) -> None:
        super().__init__("this visit is paused")


class Incomplete(NotAllowed):
    """Something that must come first is missing."""

    def __init__(self, *missing: str):
        super().__init__(f"still to be answered: {', '.join(missing)}")
        #: The ids of what is missing, in the order of the screen.
        self.missing = missing


class TooYoung(NotAllowed):
    """A minor does not sign alone."""


class NotReviewed(NotAllowed):
    """Real patients get no content without a physician's review that counts today."""


class WalkInOff(NotAllowed):
    """Patients do not begin alone here: the front desk starts them."""


class TooOften(NotAllowed):
    """More calls for staff than help anybody."""


class AlreadyOpen(NotAllowed):
    """The same patient has a record that is being read, perhaps started by another desk a moment ago."""

    def __init__(self, record: str):
        super().__init__("this patient was started already")
        #: The id of that record.
        self.record = record


class Stale(NotAllowed):
    """Something happened since the page that asked was drawn; it is to be looked at again."""


class LastAdministrator(NotAllowed):
    """Nobody would be left who may manage accounts."""

    def __init__(self) -> None:
        super().__init__("this is the last administrator: make another one first")


class FromIssuer(NotAllowed):
    """Role and password of this account are kept by the sign-in service."""

    def __init__(self) -> None:
        super().__init__("this account comes from the sign-in service: change it there")


class NotFresh(NotAllowed):
    """The person signed in too long ago, and has no password here to type again."""

    def __init__(self) -> None:
        super().__init__("sign in again at the sign-in service first")


class NoPin(NotAllowed):
    """Who hands a tablet over must be able to take it back."""

    def __init__(self) -> None:
        super().__init__("choose a PIN first: it takes the tablet back")


class BadInput(InformedError):
    """A value that cannot be taken."""

    def __init__(self, field: str, reason: str):
        super().__init__(f"{field}.{reason}")
        #: The field's name and the reason, both keys of the screens' catalogue of words.
        self.field, self.reason = field, reason


class NotFound(InformedError):
    """There is no such record, visit, document or account."""


class SignInRefused(InformedError):
    """A wrong name or password, or too many tries; the sentence does not tell which name exists."""

    def __init__(self, wait_seconds: int = 0):
        super().__init__(f"too many tries; wait {wait_seconds} seconds" if wait_seconds else "wrong name or password")
        #: Seconds until the next try is looked at; 0 when it was looked at and refused.
        self.wait_seconds = wait_seconds


class PinNotRight(InformedError):
    """A wrong PIN; the sentence does not tell whether there is an account of the name that was typed with it."""

    def __init__(self, left: int):
        super().__init__(f"wrong PIN; {left} tries left" if left else "no PIN counts here any more: sign in")
        #: Tries left on this tablet; 0: only a full sign-in unlocks it.
        self.left = left


class BirthDateNotRight(InformedError):
    """The date that was given is not the patient's date of birth."""

    def __init__(self, left: int):
        super().__init__(f"not the date of birth; {left} tries left" if left else "no date counts any more: ask staff")
        #: Tries left for this visit; 0: only a member of staff goes on with it.
        self.left = left


class IssuerFault(InformedError):
    """The sign-in service did not answer, or its answer cannot be relied on."""


class SealError(InformedError):
    """Nothing was sealed or countersigned: a key, a certificate, a password or the file does not serve."""


class CheckpointForged(InformedError):
    """A checkpoint's file cannot be relied on: forged, damaged, of another clinic, or from a newer version."""


class LedgerError(InformedError):
    """The ledger could not be read or written; nothing was saved."""


class KeyFault(LedgerError):
    """The key-encryption key is missing, malformed, readable by others, or not the one that wrapped the data keys."""


class Raced(LedgerError):
    """Another process wrote to the same place first; nothing was saved, and the command can be decided anew."""


class Tampered(LedgerError):
    """Stored bytes do not match their chain, or do not open with their key."""
