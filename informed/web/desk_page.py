"""The staff's page of one record: who helps, how they are known, the paper in three steps, and printed copies."""

from html import escape
from typing import get_args

from starlette.responses import Response

from informed import events as e
from informed.people import MOST, THE_PATIENT, Helper, HelperRole, IdentityCheck
from informed.record import Record, Status
from informed.service.paper import MOST_COPIES
from informed.web import plain
from informed.web.desk import Desk
from informed.web.desk_forms import button, choices, form, paragraph, row, section
from informed.web.transcript_form import not_on_paper

_PREPARING = (Status.OPEN, Status.DEFERRED)
_DONE = ("helper", "removed", "identity", "scan", "recorded")
_FIELDS = ("helper_name", "helper_relation")
#: What is asked of one role only.
_ONLY = {"helper_language": "interpreter", "helper_authority": "representative"}
_KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


async def drawn(desk: Desk, problem: str = "", status: int = 200) -> Response:
    """The page as the record is now; with a sentence about what went wrong, or what was done."""
    record, _ = await desk.view()
    done = desk.request.query_params.get("done", "")
    said = plain.said(problem) if problem else plain.said(desk.say(f"done.{done}"), good=True) if done in _DONE else ""
    parts = (_head(desk, record), said, _people(desk, record), _paper(desk, record), _copies(desk, record))
    return desk.page(record.patient.name, "".join(parts), status)


def _head(desk: Desk, record: Record) -> str:
    born = f"{record.patient.date_of_birth:%d/%m/%Y} ({record.age})"
    facts = [born, record.patient.record_number or "", desk.say("record", id=record.short_id)]
    facts.append(desk.say(f"status.{record.status}"))
    marks = [desk.say("minor")] if record.minor else []
    marks += [desk.say("on_paper")] if record.paper else []
    line = escape(" · ".join(filter(None, facts))) + "".join(f' <span class="mark">{escape(m)}</span>' for m in marks)
    return f'<div><p>{line}</p><a href="/staff">{escape(desk.say("back"))}</a></div>'


# --- people


def _people(desk: Desk, record: Record) -> str:
    listed = "".join(_helper(desk, record, helper) for helper in record.helpers)
    parts = [f'<ul class="people">{listed}</ul>' if listed else paragraph(desk.say("people.none"))]
    if record.status not in _PREPARING:
        return section("people", desk.say("people"), *parts, paragraph(desk.say("people.closed"), "soft"))
    if record.minor and not record.signed_for:
        parts.insert(0, f'<p class="notice">{escape(desk.say("people.minor"))}</p>')
    if len(record.helpers) < MOST:
        parts.append(_add(desk, open_=bool(desk.typed) or (record.minor and not record.signed_for)))
    parts.append(_identity(desk, record))
    return section("people", desk.say("people"), *parts)


def _helper(desk: Desk, record: Record, helper: Helper) -> str:
    how = record.identity_checks.get(helper.id, "not_checked")
    about = (helper.relation, helper.language, helper.authority, desk.say(f"identity.{how}"))
    words = f"<strong>{escape(helper.name)}</strong> – {escape(desk.say(f'role.{helper.role}'))}"
    more = f'<br><span class="soft">{escape(" · ".join(filter(None, about)))}</span>'
    gone = ""
    if record.status in _PREPARING:
        label = desk.say("remove_of", name=helper.name)
        gone = form(
            f"{desk.root}/people/{helper.id}/remove", button(desk.say("remove"), kind="second small", label=label)
        )
    return f"<li><span>{words}{more}</span>{gone}</li>"


def _add(desk: Desk, *, open_: bool) -> str:
    typed = desk.typed
    roles = [(role, desk.say(f"role.{role}")) for role in get_args(HelperRole)]
    fields = [plain.field(desk.say(name), name, typed.get(name, ""), autocomplete="off") for name in _FIELDS]
    for name, role in _ONLY.items():
        help = desk.say(f"{name}.help") if name == "helper_authority" else ""
        inner = plain.field(desk.say(name), name, typed.get(name, ""), help, autocomplete="off")
        fields.append(f'<div class="for-{role}">{inner}</div>')
    known = choices(desk.say("identity"), "identity", _ways(desk), [typed.get("identity", "")])
    who = choices(desk.say("role"), "role", roles, [typed.get("role", "")])
    inner = form(f"{desk.root}/people", who, *fields, known, button(desk.say("add")))
    shown = " open" if open_ else ""
    return f"<details{shown}><summary>{escape(desk.say('people.add'))}</summary>{inner}</details>"


def _identity(desk: Desk, record: Record) -> str:
    chosen = record.identity_checks.get(THE_PATIENT, "")
    ways = choices(desk.say("identity.patient"), "how", _ways(desk), [chosen])
    return form(f"{desk.root}/identity", ways, button(desk.say("save"), kind="second small"))


def _ways(desk: Desk) -> list[tuple[str, str]]:
    return [(how, desk.say(f"identity.{how}")) for how in get_args(IdentityCheck)]


# --- paper


def _paper(desk: Desk, record: Record) -> str:
    title = desk.say("paper")
    if record.status not in _PREPARING:
        said = paragraph(desk.say("paper.done" if record.paper else "paper.closed"), "soft")
        return section("paper", title, said, _scans(desk, record, fixed=True))
    printed = [event.payload for event in record.events if isinstance(event.payload, e.PaperPrinted)]
    parts = [paragraph(desk.say("paper.lead")), _step(desk, "paper.1"), paragraph(desk.say("paper.1.help"), "soft")]
    buttons = (button(desk.say(f"print.{one}"), kind="second", name="language", value=one) for one in ("vi", "en"))
    parts.append(form(f"{desk.root}/paper", row(*buttons), apart=True))
    if printed:
        language = desk.say(f"language.{printed[-1].language}")
        parts.append(paragraph(desk.say("printed", n=len(printed), language=language), "soft"))
        if not_on_paper(record):
            parts.append(f'<p class="notice">{escape(desk.say("print_again"))}</p>')
        if _plan_changed(record):
            parts.append(f'<p class="notice">{escape(desk.say("print_plan"))}</p>')
    parts += [_step(desk, "paper.2"), _scans(desk, record), _upload(desk), _step(desk, "paper.3")]
    if printed and record.scans:
        parts.append(f'<a class="button" href="{desk.root}/transcript">{escape(desk.say("paper.3.go"))}</a>')
    else:
        parts.append(paragraph(desk.say("paper.3.wait"), "soft"))
    return section("paper", title, *parts)


def _plan_changed(record: Record) -> bool:
    """Whether the newest form says another plan than counts now."""
    kinds = [event.header.type for event in record.events if isinstance(event.payload, e.PaperPrinted | e.PlanChanged)]
    return kinds[-1] == "PlanChanged"


def _step(desk: Desk, key: str) -> str:
    return f"<h3>{escape(desk.say(key))}</h3>"


def _upload(desk: Desk) -> str:
    accepted = {"type": "file", "multiple": "", "accept": "application/pdf,image/jpeg,image/png", "required": ""}
    field = plain.field(desk.say("scan"), "scan", help=desk.say("scan.help"), **accepted)
    return form(f"{desk.root}/scan", field, button(desk.say("scan.add"), kind="second"), files=True)


def _scans(desk: Desk, record: Record, *, fixed: bool = False) -> str:
    lines = "".join(_scan(desk, scan, fixed) for scan in record.scans)
    return f'<ul class="people">{lines}</ul>' if lines else ""


def _scan(desk: Desk, scan: e.ScanAdded, fixed: bool) -> str:
    words = desk.say("scan.one", n=scan.number, kind=_KINDS[scan.media_type], size=max(1, scan.length // 1000))
    address = f"{desk.root}/scan/{scan.number}"
    link = f'<a href="{address}" target="_blank" rel="noopener">{escape(desk.say("scan.open", n=scan.number))}</a>'
    label = desk.say("remove_of", name=words)
    gone = "" if fixed else form(f"{address}/remove", button(desk.say("remove"), kind="second small", label=label))
    return f"<li><span>{escape(words)}</span>{link}{gone}</li>"


# --- copies


def _copies(desk: Desk, record: Record) -> str:
    title = desk.say("copies")
    if record.closing is None:
        return section("copies", title, paragraph(desk.say("copies.none"), "soft"))
    printed = [event.payload for event in record.events if isinstance(event.payload, e.DocumentPrinted)]
    sofar = {kind: sum(one.copies for one in printed if one.copy_for == kind) for kind in get_args(e.Copy)}
    parts = [paragraph(desk.say("copies.help"), "soft")]
    for kind in get_args(e.Copy):
        number = {"type": "number", "min": "1", "max": str(MOST_COPIES), "required": ""}
        field = plain.field(desk.say("copies.number"), "copies", "1", **number)
        go = button(desk.say(f"copy.{kind}"), kind="second", name="copy", value=kind)
        parts.append(form(f"{desk.root}/copies", row(field, go), apart=True))
    parts.append(paragraph(desk.say("copies.sofar", **sofar), "soft"))
    return section("copies", title, *parts)
