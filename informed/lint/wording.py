"""Which words may not stand: hype, promises, percentages, words that were not translated, letters not composed."""

import re
import unicodedata
from collections.abc import Iterator

from informed.content import Language
from informed.lint.model import Case, Remark, rule
from informed.lint.texts import assertions, everything, notes, words

BANNED = {
    Language.ENGLISH: (
        *("best", r"guarantee\w*", r"miracle\w*", r"permanent\w*", r"breakthrough\w*", r"cure[sd]?", "proven", "safe"),
        *("always", "never", "risk[- ]free", "painless", r"rejuvenat\w*", "number one", "the only"),
    ),
    Language.VIETNAMESE: (
        *("tốt nhất", "số một", "số 1", "duy nhất", "đột phá", "thần kỳ", "thần dược", "phép màu", "vĩnh viễn"),
        *("cam kết", "đảm bảo", "bảo đảm", "an toàn tuyệt đối", "không tác dụng phụ", "trẻ hóa hoàn toàn"),
        *("trị dứt điểm", "dứt điểm", "chữa khỏi", "chữa bệnh", "đã được chứng minh"),
    ),
}
_BANNED = {language: re.compile(rf"\b(?:{'|'.join(found)})\b", re.I) for language, found in BANNED.items()}
_PERCENT = re.compile(r"%|\bper ?cent\b|\bphần trăm\b", re.I)
_VIETNAMESE_LETTER = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
#: How a Vietnamese syllable without any mark is built; one that ends in c, ch, p or t always has a mark.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:uya|[iuo]?[aeiouy][iouy]?)(?:ng|nh|m|n)?", re.I
)


@rule(
    "banned-words",
    why="Words of advertising, and words that know no exception, promise what no evidence carries.",
    origin="NHS content guide (no subjective words); the advertising red flags of the source article; tried on 62 statements.",
    allowable=True,
)
def banned_words(case: Case) -> Iterator[Remark]:
    """No hype in the pack's own words; a negated or quoted use needs an allowance."""
    for passage in assertions(case.pack):
        for language, banned in _BANNED.items():
            for word in dict.fromkeys(found.lower() for found in banned.findall(passage.text[language])):
                what = f"“{word}” promises too much; say it plainly, or allow the use with a reason"
                yield Remark(passage.id, what, language, passage.place, word)


@rule(
    "percentages",
    why="Many people misread percentages; and a percentage looks more certain than small studies are.",
    origin="NHS content guide: “1 in 7”, not “14.3%”.",
)
def percentages(case: Case) -> Iterator[Remark]:
    """No text of the patient gives a percentage."""
    for passage in everything(case.pack):
        for language in Language:
            if _PERCENT.search(passage.text[language]):
                yield Remark(passage.id, "say “1 in 7” instead of a percentage", language, passage.place)


@rule(
    "composed-letters",
    why="A decomposed letter looks the same and is found, compared and printed differently.",
    origin="Unicode normal form C; the fonts and the fingerprints rest on it.",
)
def composed_letters(case: Case) -> Iterator[Remark]:
    """Every text is NFC, those of the sources too, and has no hidden sign."""
    for passage in (*everything(case.pack), *notes(case.pack)):
        for language in Language:
            if not _is_clean(passage.text[language]):
                yield Remark(passage.id, "type this text anew: it has hidden signs", language, passage.place)
    for source in case.pack.sources:
        if not _is_clean(f"{source.title}{source.organisation}"):
            yield Remark(source.id, "type title and organisation anew: their letters are not composed (NFC)")


def _is_clean(text: str) -> bool:
    hidden = any(unicodedata.category(sign) in ("Cc", "Cf", "Co") for sign in text)
    return unicodedata.is_normalized("NFC", text) and not hidden


@rule(
    "untranslated",
    why="An English word in a Vietnamese text is a gap for the reader, and often a text that was forgotten.",
    origin="Our own measure: a word that cannot be a Vietnamese syllable and is not among the pack's kept words.",
    allowable=True,
)
def untranslated(case: Case) -> Iterator[Remark]:
    """No foreign word in a Vietnamese text but those that Vietnamese keeps; and its letters are there."""
    kept = {word.lower() for word in case.pack.kept_words}
    for passage in (*everything(case.pack), *notes(case.pack)):
        vi = passage.text.vi
        if foreign := [word for word in _bare(vi) if word.lower() not in kept and not _SYLLABLE.fullmatch(word)]:
            what = f"translate “{foreign[0]}”, or add it to the pack's kept_words"
            yield Remark(passage.id, what, Language.VIETNAMESE, passage.place, foreign[0])
        elif len(words(vi)) > 2 and not _VIETNAMESE_LETTER.search(vi):
            yield Remark(passage.id, "write it with Vietnamese letters", Language.VIETNAMESE, passage.place)


def _bare(text: str) -> list[str]:
    """The words without any mark; a single letter is the name of something (vitamin E)."""
    return [word for word in re.findall(r"[^\W\d_]+", text) if word.isascii() and len(word) > 1]


@rule(
    "form-of-address",
    why="A text that changes its form of address reads as if several people had written it.",
    origin="Our own: “quý vị” throughout.",
)
def form_of_address(case: Case) -> Iterator[Remark]:
    """Never “bạn” for the patient."""
    for passage in everything(case.pack):
        if re.search(r"\bbạn\b(?! bè)", passage.text.vi, re.I):
            yield Remark(passage.id, "write “quý vị” for “bạn”", Language.VIETNAMESE, passage.place)


@rule(
    "to-be-written",
    why="A skeleton's instruction to its author must never reach a patient.",
    origin="`informed content new`: what begins with WRITE or VIẾT waits for its author.",
)
def to_be_written(case: Case) -> Iterator[Remark]:
    """No text still begins with the skeleton's WRITE or VIẾT."""
    for passage in (*everything(case.pack), *notes(case.pack)):
        for language in Language:
            if re.match(r"\W*(?:WRITE|VIẾT)\b", passage.text[language]):
                yield Remark(passage.id, "write this text", language, passage.place)


RULES = (to_be_written, banned_words, percentages, composed_letters, untranslated, form_of_address)
