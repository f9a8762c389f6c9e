"""The script for somebody who reads a pack aloud: each text with its file and what is to be done about it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from informed.adapters.recordings import Line, State
from informed.content import ContentPack, Language

_DO: dict[State, str] = {
    "recorded": "recorded",
    "missing": "to be recorded",
    "untied": "recorded, not tied: listen to it, then use --tie",
    "void": "VOID, the text or the file has changed: record it again, then use --tie",
}


def script(pack: ContentPack, language: Language, lines: Sequence[Line]) -> Iterator[str]:
    """The lines to print."""
    counts = Counter(line.state for line in lines)
    done = f"{counts['recorded']} of {len(lines)} texts recorded"
    yield f"{pack.id} {pack.version}, {language}: {done}"
    for line in lines:
        yield f"\n[{line.spoken.id}] {line.file} ({_DO[line.state]})"
        yield f"    {line.spoken.text}"
