"""The page of a paused visit: nothing of the patient; the date of birth to go on, help, and a part for staff."""

from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from informed.bootstrap import product
from informed.service.resuming import Resting
from informed.web import handover, locked, plain
from informed.web.pause_words import PAUSE, STAFF

HEAD = f'{handover.HEAD}<link rel="stylesheet" href="/assets/pause.css">'
_BORN = """<p>{lead}</p>
{message}
<form method="post" action="/visit/unlock" autocomplete="off">
{to}
<fieldset class="born"><legend>{born}<span class="help">{born_help}</span></legend><div>{fields}</div></fieldset>
<button>{go_on}</button>
</form>"""
_CALL = """<form method="post" action="/visit/call">{to}<button class="second">{call}</button></form>"""
_STAFF = """<details class="staff-only" lang="{lang}"{open}><summary>{for_staff}</summary>
{message}
<p>{about}</p>
{pin}
<details{by_password_open}><summary>{by_password}</summary>
<form method="post" action="/visit/unlock">
{to}
{name}
{password}
{buttons}
</form>
</details>
{take_back}
</details>"""
_PIN = """<form method="post" action="/visit/unlock">
{to}
{fields}
{buttons}
</form>"""


@dataclass(frozen=True)
class Said:
    """One sentence about what happened, to whom, and the field that it is about."""

    sentence: str
    to_staff: bool = False
    field: str = ""


def page(request: Request, resting: Resting, to: str, said: Said | None, typed: dict[str, str]) -> Response:
    """The whole page; `to` is the screen to go on to, `typed` what stood in the fields."""
    words = plain.words_of(PAUSE, request)
    body = "".join(
        (
            f'<p class="lead">{words["kept"]}</p>',
            _date_form(request, resting, to, said, typed),
            f'<p class="notice" role="status">{words["called"]}</p>'
            if resting.called
            else _CALL.format(to=_to(to), call=words["call"]),
            _staff(request, to, said if said and said.to_staff else None),
        )
    )
    status = 403 if said else 200
    return plain.page(request, words["title"], body, status=status, head=HEAD, in_other=f"/paused?to={to}")


def _date_form(request: Request, resting: Resting, to: str, said: Said | None, typed: dict[str, str]) -> str:
    words = plain.words_of(PAUSE, request)
    if not resting.left:
        return f'<p class="notice" role="alert">{words["born_spent"]}</p>'
    wrong = plain.WRONG if said and said.field == "day" else {}
    fields = "".join(
        plain.field(
            words[part],
            part,
            typed.get(part, ""),
            inputmode="numeric",
            autocomplete="off",
            maxlength=str(length),
            id=part,
            **wrong,
        )
        for part, length in (("day", 2), ("month", 2), ("year", 4))
    )
    message = plain.said(said.sentence, field=said.field) if said and not said.to_staff else ""
    return _BORN.format(**words, message=message, to=_to(to), fields=fields)


def _staff(request: Request, to: str, said: Said | None) -> str:
    language = plain.staff_language(request)
    words, lock = STAFF[language], locked.lock_of(request)
    spent = said is not None and said.sentence == words["spent"]
    end = "" if lock else f'<button class="second" name="then" value="end">{words["end"]}</button>'
    buttons = f'<div class="buttons"><button>{words["unlock"]}</button>{end}</div>'
    about_pin = said is not None and said.field == "pin" and not spent
    pin = _PIN.format(to=_to(to), fields=_pin_fields(request, words, wrong=about_pin), buttons=buttons)
    return _STAFF.format(
        lang=language,
        open=" open" if said else "",
        for_staff=words["for_staff"],
        message=plain.said(said.sentence, field="pin" if about_pin else "") if said else "",
        about=words["about_locked" if lock else "about"],
        pin="" if spent else pin,
        by_password_open=" open" if spent else "",
        by_password=words["by_password"],
        to=_to(to),
        # Another name than the sign-in form has, and no saved password is filled in: the patient holds this tablet.
        name=plain.field(words["name"], "name", autocomplete="off", autocapitalize="none", required=""),
        password=plain.field(words["password"], "password", type="password", autocomplete="new-password", required=""),
        buttons=buttons,
        take_back=f'<p><a href="{locked.TAKE_BACK}">{words["take_back"]}</a></p>' if lock else "",
    )


def _pin_fields(request: Request, words: dict[str, str], *, wrong: bool) -> str:
    """On a tablet that was handed over a PIN is enough; elsewhere it needs a name."""
    lock = locked.lock_of(request)
    who = product().service.hand_over.who(lock) if lock else ""
    digits = plain.PIN | (plain.WRONG if wrong else {})
    pin = plain.field(words["pin_of"].format(who=who) if lock else words["pin"], "pin", **digits)
    if not lock:
        return plain.field(words["name"], "name", autocomplete="off", autocapitalize="none", required="") + pin
    name = plain.field(words["other_name"], "name", autocomplete="off", autocapitalize="none")
    return f"{pin}<details><summary>{escape(words['other'].format(who=who))}</summary>{name}</details>"


def _to(screen: str) -> str:
    return f'<input type="hidden" name="to" value="{screen}">'
