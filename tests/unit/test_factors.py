"""From a patient's answers to flags: one test for each row of the table in notes/content-brief.md §4.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informed.content import ContentPack, Severity
from informed.factors import NOT_SURE, PRIVATE, FactorAnswer, Flag, evaluate

Raised = tuple[str, str]

#: factor, chosen option, severity and code of the flag (none: `None`); the planned route is not entered.
TABLE: list[tuple[str, str, Raised | None]] = [
    ("F-PREG", "yes", ("stop", "PREG")),
    ("F-PREG", "maybe", ("stop", "PREG")),
    ("F-PREG", "no", None),
    ("F-PREG", "does_not_apply", None),
    ("F-TRY", "yes", ("caution", "PREG_PLAN")),
    ("F-TRY", "no", None),
    ("F-BF", "yes", ("stop", "BF")),
    ("F-BF", "no", None),
    ("F-ALL", "medicine", ("caution", "ALLERGY")),
    ("F-ALL", "numbing", ("caution", "ALLERGY")),
    ("F-ALL", "antibiotics", ("caution", "ALLERGY")),
    ("F-ALL", "metal", ("caution", "ALLERGY")),
    ("F-ALL", "latex", ("caution", "ALLERGY")),
    ("F-ALL", "cosmetics", ("caution", "ALLERGY")),
    ("F-ALL", "food", ("caution", "ALLERGY")),
    ("F-ALL", "other", ("caution", "ALLERGY")),
    ("F-ALL", "severe", ("stop", "ANAPHYLAXIS")),
    ("F-ALL", "none", None),
    ("F-ATOPY", "yes", ("caution", "ATOPY")),
    ("F-ATOPY", "no", None),
    ("F-DIS", "immune", ("stop", "DISEASE_IMMUNE")),
    ("F-DIS", "bleeding", ("stop", "DISEASE_BLEEDING")),
    ("F-DIS", "diabetes", ("caution", "DISEASE_DIABETES")),
    ("F-DIS", "autoimmune", ("caution", "DISEASE_AUTOIMMUNE")),
    ("F-DIS", "viral", ("caution", "DISEASE_VIRAL")),
    ("F-DIS", "organ", ("caution", "DISEASE_ORGAN")),
    ("F-DIS", "epilepsy", ("caution", "DISEASE_EPILEPSY")),
    ("F-DIS", "other", ("caution", "DISEASE_OTHER")),
    ("F-DIS", "none", None),
    ("F-CA", "cancer", ("stop", "MALIG")),
    ("F-CA", "mole", ("stop", "MALIG")),
    ("F-CA", "none", None),
    ("F-MED", "immune_chemo", ("stop", "MED_IMMUNE")),
    ("F-MED", "blood_thinner", ("caution", "MED_BLOOD_THINNER")),
    ("F-MED", "isotretinoin", ("caution", "MED_ISOTRETINOIN")),
    ("F-MED", "steroid", ("caution", "MED_STEROID")),
    ("F-MED", "acne_antibiotics", ("caution", "MED_SKIN")),
    ("F-MED", "retinoid_acid", ("caution", "MED_SKIN")),
    ("F-MED", "herbal", ("info", "MED_HERBAL")),
    ("F-MED", "supplements", ("info", "MED_HERBAL")),
    ("F-MED", "other", ("info", "MED_OTHER")),
    ("F-MED", "none", None),
    ("F-KEL", "self", ("stop", "KELOID")),
    ("F-KEL", "family", ("caution", "KELOID_FAMILY")),
    ("F-KEL", "none", None),
    ("F-SKIN", "infection", ("stop", "SKIN_ACTIVE")),
    ("F-SKIN", "cold_sore_now", ("stop", "SKIN_ACTIVE")),
    ("F-SKIN", "open_sore", ("stop", "SKIN_ACTIVE")),
    ("F-SKIN", "cold_sore_often", ("caution", "HSV_HISTORY")),
    ("F-SKIN", "pimples", ("caution", "SKIN_OTHER")),
    ("F-SKIN", "flare", ("caution", "SKIN_OTHER")),
    ("F-SKIN", "warts", ("caution", "SKIN_OTHER")),
    ("F-SKIN", "none", None),
    ("F-PIG", "yes", ("caution", "PIH")),
    ("F-PIG", "no", None),
    ("F-PREV", "recent", ("caution", "RECENT_PROC")),
    ("F-PREV", "reaction", ("stop", "PRIOR_REACTION")),
    ("F-PREV", "ever", None),
    ("F-PREV", "none", None),
    ("F-LIFE", "smoke", ("caution", "LIFE_SMOKE")),
    ("F-LIFE", "sun", ("caution", "LIFE_SUN")),
    ("F-LIFE", "alcohol", ("info", "LIFE_ALCOHOL")),
    ("F-LIFE", "event", ("info", "LIFE_EVENT")),
    ("F-LIFE", "none", None),
    ("F-CARE", "no", ("caution", "AFTERCARE")),
    ("F-CARE", "yes", None),
    ("F-GOAL", "big", ("caution", "EXPECTATION")),
    ("F-GOAL", "like_new", ("caution", "EXPECTATION")),
    ("F-GOAL", "for_ever", ("caution", "EXPECTATION")),
    ("F-GOAL", "one_visit", ("caution", "EXPECTATION")),
    ("F-GOAL", "small", None),
    ("F-PRESS", "promised", ("caution", "PRESSURE")),
    ("F-PRESS", "pushed", ("caution", "PRESSURE")),
    ("F-PRESS", "none", None),
    ("F-INFO", "name", ("caution", "PRODUCT_INFO")),
    ("F-INFO", "source", ("caution", "PRODUCT_INFO")),
    ("F-INFO", "registration", ("caution", "PRODUCT_INFO")),
    ("F-INFO", "in_charge", ("caution", "PRODUCT_INFO")),
    ("F-INFO", "all_told", None),
    ("F-WORRY", "yes", ("caution", "PSYCH")),
    ("F-WORRY", "no", None),
    ("F-SUP", "reading", ("info", "SUPPORT")),
    ("F-SUP", "sight", ("info", "SUPPORT")),
    ("F-SUP", "hearing", ("info", "SUPPORT")),
    ("F-SUP", "language", ("info", "SUPPORT")),
    ("F-SUP", "none", None),
]


def raised(
    pack: ContentPack, answers: dict[str, FactorAnswer], age: int = 40, route: str | None = None
) -> list[Raised]:
    return [(flag.severity.value, flag.code) for flag in evaluate(pack, answers, age=age, route=route)]


@pytest.mark.parametrize(("factor", "option", "flag"), TABLE, ids=lambda value: str(value))
def test_each_answer_raises_its_flag(exosome: ContentPack, factor: str, option: str, flag: Raised | None) -> None:
    """An answer of the brief's table raises exactly that flag, and no other."""
    assert raised(exosome, {factor: FactorAnswer((option,))}) == ([flag] if flag else [])


def test_the_table_names_every_option_of_every_question(exosome: ContentPack) -> None:
    """No option of the pack is missing above, and none above is missing in the pack."""
    assert {(f.id, option.id) for f in exosome.factors for option in f.options} == {row[:2] for row in TABLE}


@pytest.mark.parametrize(
    ("age", "flags"),
    [
        (0, [("stop", "AGE_MINOR")]),
        (17, [("stop", "AGE_MINOR")]),
        (18, []),
        (64, []),
        (65, [("info", "AGE_65")]),
        (120, [("info", "AGE_65")]),
    ],
)
def test_age_raises_its_flag(exosome: ContentPack, age: int, flags: list[Raised]) -> None:
    """Under 18 stops; from 65 on it is mentioned."""
    assert raised(exosome, {}, age=age) == flags


@pytest.mark.parametrize(
    ("route", "severity"),
    [
        (None, "stop"),
        ("after_laser", "stop"),
        ("microneedling", "stop"),
        ("injection", "stop"),
        ("infusion", "stop"),
        ("intact_skin", "caution"),
    ],
)
def test_raised_scars_stop_where_the_skin_is_broken(exosome: ContentPack, route: str | None, severity: str) -> None:
    """A route that was not entered counts as one that breaks the skin."""
    assert raised(exosome, {"F-KEL": FactorAnswer(("self",))}, route=route) == [(severity, "KELOID")]


def test_not_sure_and_private_ask_for_caution_at_every_question(exosome: ContentPack) -> None:
    """Each question has its own code for both, and private words are never carried."""
    for factor in exosome.factors:
        for choice, ending in ((NOT_SURE, "UNSURE"), (PRIVATE, "PRIVATE")):
            answer = {factor.id: FactorAnswer((choice,), "whispered")}
            (flag,) = evaluate(exosome, answer, age=40, route=None)
            assert (flag.severity, flag.code) == (Severity.CAUTION, f"{factor.id}_{ending}")
            assert flag.words == ("whispered" if choice == NOT_SURE else "")


def test_a_flag_carries_the_patients_words_and_choices(exosome: ContentPack) -> None:
    """The physician reads what was said, and only the options that raised the flag."""
    (flag,) = evaluate(exosome, {"F-GOAL": FactorAnswer(("small", "like_new"), "Da em bé")}, age=40, route=None)

    assert (flag.factor, flag.chosen, flag.words) == ("F-GOAL", ("like_new",), "Da em bé")


def test_a_flag_is_called_by_its_title_or_by_its_question(exosome: ContentPack) -> None:
    """A rule without a title, and an answer that no rule is about, stand under the question that was asked."""
    answers = {"F-PREG": FactorAnswer(("maybe",)), "F-BF": FactorAnswer((NOT_SURE,))}
    (titled, unsure) = evaluate(exosome, answers, age=40, route=None)
    assert titled.title.en == "Pregnant, or may be"
    asked = {factor.id: factor.prompt for factor in exosome.factors}
    assert unsure.title == asked["F-BF"]
    rules = {"rules": tuple(rule.model_copy(update={"title": None}) for rule in exosome.factors[0].rules)}
    bare = exosome.factors[0].model_copy(update=rules)
    groups = (exosome.factor_groups[0].model_copy(update={"factors": (bare,)}),)
    (flag,) = evaluate(exosome.model_copy(update={"factor_groups": groups}), answers, age=40, route=None)
    assert (flag.code, flag.title) == ("PREG", asked["F-PREG"])


def test_several_options_raise_one_flag_for_each_rule(exosome: ContentPack) -> None:
    """Two allergies are one flag with both; a severe reaction comes first."""
    flags = evaluate(exosome, {"F-ALL": FactorAnswer(("food", "latex", "severe"))}, age=40, route=None)

    assert [(flag.code, flag.chosen) for flag in flags] == [
        ("ANAPHYLAXIS", ("severe",)),
        ("ALLERGY", ("food", "latex")),
    ]


def _answers(pack: ContentPack) -> st.SearchStrategy[dict[str, FactorAnswer]]:
    def one(factor: str, options: list[str]) -> st.SearchStrategy[FactorAnswer]:
        return st.lists(st.sampled_from(options), unique=True, max_size=4).map(lambda c: FactorAnswer(tuple(c)))

    choices = {f.id: one(f.id, [*(o.id for o in f.options), NOT_SURE, PRIVATE]) for f in pack.factors}
    return st.fixed_dictionaries({}, optional=choices)


@given(data=st.data(), age=st.integers(0, 120), route=st.sampled_from([None, "intact_skin", "injection"]))
def test_flags_are_in_one_order(exosome: ContentPack, data: st.DataObject, age: int, route: str | None) -> None:
    """Stop before caution before info, whatever was answered first; the same answers give the same flags."""
    answers = data.draw(_answers(exosome))
    flags = evaluate(exosome, answers, age=age, route=route)

    severities = [tuple(Severity).index(flag.severity) for flag in flags]
    assert severities == sorted(severities)
    assert flags == evaluate(exosome, dict(reversed(answers.items())), age=age, route=route)
    for severity in Severity:
        assert _questions_of(flags, severity) == sorted(_questions_of(flags, severity), key=_place(exosome))


def _questions_of(flags: tuple[Flag, ...], severity: Severity) -> list[str]:
    return [flag.factor for flag in flags if flag.severity == severity and flag.factor]


def _place(pack: ContentPack) -> object:
    ids = [factor.id for factor in pack.factors]
    return ids.index


@given(data=st.data())
def test_every_option_is_decided(exosome: ContentPack, data: st.DataObject) -> None:
    """Each option either raises a flag on every route, or is named as one that raises none."""
    factor = data.draw(st.sampled_from(exosome.factors))
    option = data.draw(st.sampled_from(factor.options))
    route = data.draw(st.sampled_from([None, "intact_skin", "after_laser", "microneedling", "injection", "infusion"]))
    flags = raised(exosome, {factor.id: FactorAnswer((option.id,))}, route=route)

    assert bool(flags) != (option.id in factor.no_flag)
