"""What can be a password: long, not the name, not what everybody tries first. No rule asks for signs or digits."""

import unicodedata

from informed.errors import BadInput
from informed.patient import folded

SHORTEST, LONGEST = 12, 1024

#: Folded (see `informed.patient.folded`), of 12 letters or more: what lists of stolen passwords begin with, here and abroad.
COMMON = frozenset(
    (
        *("123456789012", "1234567890123", "12345678901234", "123456789012345", "1234567890123456", "0123456789012"),
        *("123456789123", "123456789123456789", "12345678987654321", "098765432109", "111222333444"),
        *(
            "123123123123",
            "121212121212",
            "112233445566",
            "987654321098",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "qazwsxedcrfv",
        ),
        *("qwertyuiopas", "qwertyuiop12", "qwertyuiop123", "qwerty123456", "qwerty1234567", "qwertyuiopasdfgh"),
        *(
            "asdfghjkl123",
            "abcdefghijkl",
            "abcdefghijklm",
            "abcdefgh1234",
            "abcd12345678",
            "abc123456789",
            "a123456789012",
        ),
        *("passwordpassword", "password1234", "password12345", "password123456", "passw0rd1234", "mypassword123"),
        *("administrator", "administrator1", "admin1234567", "admin12345678", "adminadminadmin", "welcome12345"),
        *("letmeinletmein", "iloveyou1234", "iloveyouiloveyou", "changemechangeme", "changeme1234", "trustno1trustno1"),
        *("matkhau12345", "matkhau123456", "matkhaumatkhau", "anhyeuem1234", "anhyeuem123456", "anhyeuemnhieulam"),
        *(
            "vietnam12345",
            "vietnamvietnam",
            "hanoivietnam",
            "phongkham123",
            "bacsi1234567",
            "benhvien1234",
            "xinchao12345",
        ),
        *("informed1234", "informedconsent", "consentconsent", "correcthorsebatterystaple"),
    )
)


def checked(password: str, again: str, *names: str) -> str:
    """A password as it is kept (NFC); raises `BadInput` for one that cannot be taken for somebody of these names."""
    kept = unicodedata.normalize("NFC", password)
    if len(kept) < SHORTEST:
        raise BadInput("password", "short")
    if len(kept) > LONGEST:
        raise BadInput("password", "too_long")
    bare = _bare(kept)
    if bare in {_bare(name) for name in names if name}:
        raise BadInput("password", "name")
    if bare in COMMON or len(set(kept)) == 1:
        raise BadInput("password", "common")
    if kept != unicodedata.normalize("NFC", again):
        raise BadInput("password", "differs")
    return kept


def _bare(text: str) -> str:
    """Neither case nor marks nor blanks make a guess harder; what has no letter or digit at all stays itself."""
    return folded(text).replace(" ", "") or text
