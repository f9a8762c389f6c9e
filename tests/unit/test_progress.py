"""How many minutes are left: from the words that are left, and never a guess."""

from pathlib import Path
from uuid import uuid4

from informed import progress, walkthrough
from informed.adapters.settings import Settings
from informed.bootstrap import build
from informed.content import ContentPack, Language
from informed.sample import walk
from tests import factories


def test_the_whole_journey_counts_every_statement(exosome: ContentPack) -> None:
    """At least as long as reading all statements at the stated speed takes, in both languages."""
    for language in Language:
        words = sum(len(s.text[language].split()) for s in exosome.statements.values())
        assert words / progress.A_MINUTE[language] <= progress.minutes_left(exosome, None, language) < 60


def test_each_step_leaves_less(tmp_path: Path) -> None:
    """From the first screen to the signature the estimate only falls, and ends at one minute, not at none."""
    service = build(Settings(data_dir=tmp_path)).service
    visit, _ = service.journey.begin(factories.patient(), Language.VIETNAMESE, str(uuid4()))
    record = service.journey.record(visit)
    pack = service.journey.pack(record)
    left = [progress.minutes_left(pack, record, Language.VIETNAMESE)]
    assert left[0] == progress.minutes_left(pack, None, Language.VIETNAMESE)
    for at in walkthrough.steps(pack):
        if at.kind == "sign":
            break
        walk(service, visit, pack, at)
        left.append(progress.minutes_left(pack, service.journey.record(visit), Language.VIETNAMESE))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1 < left[0]
