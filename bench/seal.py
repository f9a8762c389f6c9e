"""What the clinic's seal and the physician's signature cost beside the document itself, in one run.

python -m bench.seal [--rounds 15]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from informed import document
from informed.adapters.seal import Sealer
from informed.adapters.settings import Settings
from informed.bootstrap import build
from informed.content import Language
from informed.review import OUTCOMES
from informed.sample import make_sample
from tests.sealing import make_authority

PASSWORD = "a long pass phrase"
STAMP = {"name": "BS. Trần Quốc Khánh", "at_text": "22/11/2026, 16:10", "outcome_text": OUTCOMES["talk"].vi}


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        service = build(Settings(data_dir=Path(folder))).service
        record, _ = make_sample(service, Language.VIETNAMESE, "Nguyễn Thị Ánh")
        pack = service.journey.pack(record)
    at = record.as_closed.events[-1].at + timedelta(minutes=1)
    authority = make_authority()
    sealer, credential = Sealer(authority), authority.issue_physician("BS. Khánh", "account", PASSWORD, at)
    pdf = document.render(record, pack)
    sealed = sealer.seal(pdf, at=at, field=document.PHYSICIAN_FIELD).content
    works = {
        "render": lambda: document.render(record, pack),
        "seal": lambda: sealer.seal(pdf, at=at, field=document.PHYSICIAN_FIELD),
        "countersign": lambda: sealer.countersign(sealed, credential, PASSWORD, at=at, **STAMP),
        "  of it the password": lambda: credential.unlock(PASSWORD),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):  # interleaved, so that all see the same noise
        for name, work in works.items():
            times[name].append(seconds(work))
    for name, found in times.items():
        print(f"{name:22} {median(found) * 1000:5.0f} ms  {median(found) / median(times['render']):.2f}x of rendering")


if __name__ == "__main__":
    main()
