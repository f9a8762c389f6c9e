"""Printed text, attached record and content pack: whether the three say the same.

Only a file whose signatures all hold comes this far: what is read and printed again here, this clinic's own key has sealed.
The same record gives the same bytes, so a new rendering must be how the file begins. After a change of the program it is not;
then name and statements are looked for among the letters on the pages.
"""

import hashlib
from collections.abc import Callable, Iterator

from informed import events as e
from informed.content import ContentPack, Text
from informed.document import render_any
from informed.document.attached import Attached, from_json, scan_name
from informed.document.typeface import readable
from informed.errors import InformedError
from informed.record import CLOSING, Record
from informed.verify.words import at
from informed.walkthrough import ADDED_TO

#: A code of a reason, and where.
Finding = tuple[str, list[Text]]


def attached(record_json: str) -> Attached | None:
    """What a file carries of its record; `None` when that is nothing, or when a newer version of the product wrote it."""
    try:
        return from_json(record_json.encode())
    except InformedError:
        return None


def compare(
    pdf: bytes,
    source: Attached,
    pages: tuple[str, ...],
    packs: Callable[[str], ContentPack | None] | None,
    scans: tuple[tuple[str, str], ...] = (),
) -> list[Finding]:
    """What agrees and what does not. The attached pack has the fingerprint that the record names; else it is none."""
    record, pack = source.record, source.pack
    wrong = [
        _place(text.id) for text in _shown(record) if hashlib.sha256(text.text.encode()).hexdigest() != text.sha256
    ]
    other = _not_in_pack(record, pack)
    found: list[Finding] = [("hash_differs", wrong)] if wrong else []
    found += [("scan_differs", [])] if scans != _promised(record) else []
    found.append(("statement_differs", other) if other else ("statements_agree", []))
    if packs is None or packs(pack.sha256) is None:
        found.append(("pack_not_compared", []))
    return [*found, ("printed_exact", []) if _rendering_begins(pdf, source) else _words(record, pages)]


def _promised(record: Record) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of the scans that the patient's document must carry; a notice carries none."""
    carries = record.paper and isinstance(record.events[-1].payload, CLOSING)
    return tuple((scan_name(scan), scan.sha256) for scan in record.scans) if carries else ()


def _rendering_begins(pdf: bytes, source: Attached) -> bool:
    try:
        return pdf.startswith(render_any(source.record, source.pack, address=source.address))
    except (InformedError, LookupError, ValueError):  # a record of an older version may lack what is printed today
        return False


def _words(record: Record, pages: tuple[str, ...]) -> Finding:
    """Whether name and statements stand on the pages; a notice prints few or none."""
    printed = "".join(pages)
    wanted = list(_last_shown(record)) if isinstance(record.events[-1].payload, CLOSING) else []
    missing = [_place(text.id) for text in wanted if _squeezed(text.text) not in printed]
    if not printed or len(missing) == len(wanted):
        return "printed_not_compared", []
    name = [] if _squeezed(record.patient.name) in printed else [at("name")]
    return ("printed_differs", [*name, *missing]) if name or missing else ("printed_words", [])


def _squeezed(text: str) -> str:
    return "".join(readable(text).split())


def _last_shown(record: Record) -> Iterator[e.ShownText]:
    """Each statement as the document prints it: as last answered, else as last shown."""
    for event in record.topics_shown.values():
        assert isinstance(event.payload, e.TopicShown)
        added = [one.risk for one in record.added_risks.values()] if event.payload.topic == ADDED_TO else []
        for text in (*event.payload.statements, *added):
            answer = record.statements.get(text.id)
            given = answer.payload if answer else None
            yield given.statement if isinstance(given, e.StatementAnswered) else text


def _shown(record: Record) -> Iterator[e.ShownText]:
    """Every text with a hash, wherever it stands in the events."""
    for event in record.events:
        for value in dict(event.payload).values():
            for item in value if isinstance(value, tuple) else (value,):
                inner = dict(item).values() if isinstance(item, e.HeardClaim) else (item,)
                yield from (text for text in inner if isinstance(text, e.ShownText))


def _not_in_pack(record: Record, pack: ContentPack) -> list[Text]:
    """The statements whose words are not the pack's, in the language in which they were shown."""
    found = {}
    for event in record.events:
        given = event.payload
        if isinstance(given, e.TopicShown | e.StatementAnswered | e.StatementAsked):
            texts = given.statements if isinstance(given, e.TopicShown) else (given.statement,)
            for text in texts:
                if text.id in record.added_risks:
                    continue
                known = pack.statements.get(text.id)
                if known is None or known.text[given.language] != text.text:
                    found[text.id] = _place(text.id)
    return list(found.values())


def _place(id: str) -> Text:
    return Text(vi=id, en=id)
