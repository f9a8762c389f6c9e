"""The copy to review as one HTML file: nothing is fetched, nothing runs, and it prints on A4."""

from collections.abc import Iterator
from html import escape

from informed.authoring.copy import Copy, Entry, Pair, Section
from informed.authoring.labels import FIELDS, SAID, both, of_language, said

_STYLE = """
@page { size: A4; margin: 14mm 12mm 16mm; }
body { font: 11pt/1.45 "Be Vietnam Pro", "Noto Sans", "Segoe UI", Roboto, Arial, sans-serif; color: #17202a;
  max-width: 1100px; margin: 1.5rem auto; padding: 0 1rem; }
h1, h2 { color: #0b5862; line-height: 1.25; } h2 { break-after: avoid; margin: 1.6em 0 .4em; }
code { font-size: .82em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #c8d0d7; padding: .3em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; } thead th { background: #f2f6f7; }
tbody { break-inside: avoid; } .of { width: 18%; } .initials { width: 9%; }
.band th { background: #f2f6f7; font-weight: 400; } .band b { margin-right: .8em; }
td.of, .band th { font-size: .82em; color: #4d5865; } .band b { font-size: 1.2em; color: #17202a; }
.state { border: 2px solid #8e1b1b; padding: .5em .8em; font-weight: 700; } .state.reviewed { border-color: #0b5862; }
.signature { break-inside: avoid; border: 1px solid #c8d0d7; padding: .4em .8em 1em; margin: 1em 0; }
.signature td { height: 2.6em; } .signature td:first-child { width: 34%; }
@media print { body { font-size: 9pt; margin: 0; max-width: none; padding: 0; } }
"""


def html(copy: Copy) -> str:
    """The whole file."""
    pack = copy.pack
    title = escape(f"{pack.title.vi} / {pack.title.en} – {pack.id} {pack.version}")
    body = "\n".join([*_head(copy, title), *map(_section, copy.sections), *_signatures(copy)])
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(copy: Copy, title: str) -> Iterator[str]:
    yield f"<p>{said('copy')} · {copy.on}</p><h1>{title}</h1>"
    state = "draft" if copy.draft else "reviewed"
    yield f'<p class="state {state}">{said(state)}</p>'
    yield f"<p>sha256 <code>{copy.pack.sha256}</code></p><ul>"
    for stands in copy.standings:
        reasons = escape("; ".join(stands.reasons))
        yield f"<li>{of_language(stands.language)}: text_sha256 <code>{stands.text_sha256}</code><br>{reasons}</li>"
    yield f"</ul><p>{said('how')}</p>"


def _section(section: Section) -> str:
    vi, en = SAID["language"]
    heads = f'<th scope="col" lang="vi">{vi}</th><th scope="col" lang="en">{en}</th>'
    return (
        f"<h2>{escape(section.title)}</h2>\n<table><thead><tr>"
        f'<th scope="col" class="of">{said("item")}</th>{heads}<th scope="col" class="initials">{said("sign")}</th>'
        f"</tr></thead>\n{chr(10).join(map(_entry, section.entries))}</table>"
    )


def _entry(entry: Entry) -> str:
    rows = [_pair(pair, len(entry.pairs) if i == 0 else 0) for i, pair in enumerate(entry.pairs)]
    initials = "" if rows else "<td></td>"
    band = f'<th scope="rowgroup" colspan="{4 if rows else 3}"><b>{escape(entry.id)}</b>{escape(entry.facts)}</th>'
    return f'<tbody><tr class="band">{band}{initials}</tr>{"".join(rows)}</tbody>'


def _pair(pair: Pair, initials: int) -> str:
    texts = f'<td lang="vi">{escape(pair.vi)}</td><td lang="en">{escape(pair.en)}</td>'
    box = f'<td rowspan="{initials}"></td>' if initials else ""
    return f'<tr><td class="of">{escape(pair.label)}</td>{texts}{box}</tr>'


def _signatures(copy: Copy) -> Iterator[str]:
    yield f"<h2>{said('signatures')}</h2>"
    for stands in copy.standings:
        language = of_language(stands.language)
        lines = "".join(f"<tr><td>{said(key)}</td><td></td></tr>" for key in FIELDS)
        text = f"{both(SAID['meaning'])}</p><p>text_sha256 <code>{stands.text_sha256}</code>"
        yield f'<div class="signature"><h3>{language}</h3><p>{text}</p><table>{lines}</table></div>'
