"""Technical terms: those that occur are explained, and what is explained occurs."""

import re
from collections.abc import Iterator

from informed.content import ContentPack, Language
from informed.lint.model import Case, Level, Remark, rule
from informed.lint.texts import assertions, everything

#: Terms of medicine and of the trade that patients meet in many procedures, and cannot be expected to know.
TECHNICAL = {
    Language.ENGLISH: (
        *("anaesthetic", "anecdotal", "bone marrow", "collagen", "culture medium", "elastin", "enzyme"),
        *("extracellular vesicles", "fibroblasts?", "filler", "follicle", "gene", "granuloma", "growth factors?"),
        *(
            "hyaluronic acid",
            "immune system",
            "inflammation",
            "keloids?",
            "lipids",
            "melanin",
            "melasma",
            "mesenchymal",
        ),
        *("microneedling", "microRNA", "nanometres?", "necrosis", "placebo", "plasma", "platelets?", "PRP", "retinoid"),
        *("retinol", "RNA", "sepsis", "stem cells?", "steroids?", "toxin", "tretinoin", "isotretinoin"),
    ),
    Language.VIETNAMESE: (
        *("tế bào gốc", "tủy xương", "collagen", "môi trường nuôi cấy", "elastin", "túi ngoại bào"),
        *("nguyên bào sợi", "u hạt", "yếu tố tăng trưởng", "miễn dịch", "sẹo lồi", "lipid", "nám", "trung mô"),
        *("lăn kim", "vi kim", "microRNA", "nanomet", "hoại tử", "giả dược", "huyết tương", "tiểu cầu", "PRP"),
        *("retinoid", "RNA", "nhiễm trùng huyết", "corticoid", "tretinoin", "isotretinoin", "herpes"),
    ),
}
_TECHNICAL = {lang: re.compile(rf"\b(?:{'|'.join(found)})\b", re.I) for lang, found in TECHNICAL.items()}


@rule(
    "glossary",
    why="A term that the reader does not know hides the sentence around it.",
    origin="CDC Clear Communication Index, item 7; PEMAT: terms are defined.",
    allowable=True,
)
def glossary(case: Case) -> Iterator[Remark]:
    """Every technical term that a statement, detail or answer uses is a form of some entry."""
    for language, technical in _TECHNICAL.items():
        known = {form.lower() for entry in case.pack.glossary for form in entry.forms[language]}
        first: dict[str, Remark] = {}
        for passage in assertions(case.pack):
            for term in map(str.lower, technical.findall(passage.text[language])):
                if not any(re.search(rf"\b{re.escape(term)}\b", form) for form in known):
                    what = f"“{term}” needs an entry in the glossary; add one with this form"
                    first.setdefault(term, Remark(passage.id, what, language, passage.place, term))
        yield from first.values()


@rule(
    "glossary-used",
    why="A form that no text uses can never be tapped: it is misspelt, or the text has changed.",
    origin="Our own.",
)
def glossary_used(case: Case) -> Iterator[Remark]:
    """Every form of every entry occurs in some text."""
    for language in Language:
        whole = _whole(case.pack, language)
        for entry in case.pack.glossary:
            for form in entry.forms[language]:
                if not re.search(rf"\b{re.escape(form.lower())}\b", whole):
                    what = f"no text uses “{form}”; correct or remove this form"
                    yield Remark(entry.id, what, language, level=Level.WARNING)


def _whole(pack: ContentPack, language: Language) -> str:
    """Every text in one language but those of the glossary."""
    own = {entry.id for entry in pack.glossary}
    return "\n".join(p.text[language] for p in everything(pack) if p.id not in own).lower()


RULES = (glossary, glossary_used)
