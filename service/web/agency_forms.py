"""What a form says about an agency, as its profile; and the profile as what a form shows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from service.accounts import AgencyProfile, RecipientList, profile_of
from service.actions.people import own_agency
from service.documents import Archive, AuthorityLine, Recipient, Signer
from service.documents.consistency.signing import is_deputy
from service.documents.faults import problems_of
from service.documents.wording import head_post, is_collective
from service.errors import InvalidInput
from service.nd30.kinds import KINDS, Kind
from service.nd30.signing import COLLECTIVE_HEAD, Authority
from service.numbering import FIRST_PLAN, Purpose, Series, SeriesPlan
from service.web.context import actor, services
from service.web.words import _

#: Kinds that offices number by themselves when they do not use one series for all (Điều 15 leaves it to the head).
OWN_SERIES = (
    Kind.NGHI_QUYET,
    Kind.QUYET_DINH,
    Kind.KE_HOACH,
    Kind.BAO_CAO,
    Kind.THONG_BAO,
    Kind.TO_TRINH,
    Kind.CONG_VAN,
)

#: What a commune's people's committee usually sends to; the drafter changes it.
USUAL_RECIPIENTS = (
    ("Thường trực Đảng ủy", "để b/c"),
    ("Thường trực HĐND", "để b/c"),
    ("Chủ tịch, các PCT UBND", ""),
    ("Các phòng, đơn vị trực thuộc", ""),
)


def profile(form: Mapping[str, str]) -> AgencyProfile:
    """The agency as the set-up form describes it; raise ValidationError with every fault."""
    name = " ".join(form.get("name", "").split())
    data: dict[str, Any] = {
        "issuer": {"name": name, "sign": "".join(form.get("sign", "").split()), "place": form.get("place", "")},
    }
    if is_collective(name):
        data["issuer"]["head_post"] = COLLECTIVE_HEAD
    if form.get("parent", "").strip():
        data["parent_agency"] = {"name": form["parent"]}
    if form.get("unit_code", "").strip():
        data["unit_code"] = form["unit_code"]
    return AgencyProfile.model_validate(data)


def faults(error: ValidationError) -> dict[str, str]:
    """Sentence by the place of the fault."""
    return {item.path: item.message for item in problems_of(error, {})}


def series_by_kind() -> tuple[SeriesPlan, ...]:
    """A series for each usual kind, one for the rest, one for copies."""
    own = tuple(SeriesPlan(name=KINDS[kind].name, kinds=(kind.value,)) for kind in OWN_SERIES)
    return (*own, SeriesPlan(name="Văn bản khác"), SeriesPlan(name="Bản sao", purpose=Purpose.COPIES))


def series_choice(series: Iterable[Series]) -> str:
    """Which of the two usual arrangements this is, or ``own`` for one that was decided through the API."""
    plans = {(one.kinds, one.purpose) for one in series}
    usual = {"one": FIRST_PLAN, "by-kind": series_by_kind()}
    return next((name for name, wanted in usual.items() if {(p.kinds, p.purpose) for p in wanted} == plans), "own")


def series_fields(series: Iterable[Series]) -> list[tuple[str, str]]:
    """An arrangement as fields of a form, one for each series, which `series_plans` reads back."""
    return [("plan", json.dumps([one.purpose.value, one.name, *one.kinds])) for one in series]


def series_plans(form: MultiDict[str, str]) -> tuple[SeriesPlan, ...] | None:
    """The arrangement that a form asks for; None to leave it as it is. Raise InvalidInput for fields nobody made here."""
    try:
        kept = [json.loads(text) for text in form.getlist("plan")]
        plans = tuple(SeriesPlan(name=name, kinds=tuple(kinds), purpose=Purpose(to)) for to, name, *kinds in kept)
    except (TypeError, ValueError) as error:
        raise InvalidInput(_("Không đọc được hệ thống số.")) from error
    return plans or {"one": FIRST_PLAN, "by-kind": series_by_kind()}.get(form.get("series", ""))


def current_profile() -> AgencyProfile:
    """What the actor's agency prints."""
    return profile_of(own_agency(services(), actor()))


def with_people(found: AgencyProfile, form: MultiDict[str, str]) -> AgencyProfile:
    """The profile with the signers and the usual recipients of the form; raise ValidationError."""
    people = zip(form.getlist("post"), form.getlist("signer"), strict=False)
    signers = [_signer(found, post, name) for post, name in people if post.strip() and name.strip()]
    lines = zip(form.getlist("recipient"), form.getlist("purpose"), strict=False)
    recipients = [Recipient(name=name, purpose=purpose.strip(" ()") or None) for name, purpose in lines if name.strip()]
    archive = Archive(unit=form.get("archive_unit", "").strip() or None)
    lists = (
        (RecipientList(name="Nơi nhận thường dùng", recipients=tuple(recipients), archive=archive),)
        if recipients
        else ()
    )
    return AgencyProfile.model_validate(
        found.model_copy(update={"signers": tuple(signers), "recipient_lists": lists}).as_data()
    )


def described(found: AgencyProfile, form: MultiDict[str, str]) -> AgencyProfile:
    """The profile with everything the administration's form says; raise ValidationError."""
    fresh = profile(form).model_copy(update={"contact": found.contact})
    return with_people(fresh, form)


def people_values(found: AgencyProfile) -> dict[str, Any]:
    """What the form of signers and recipients shows."""
    head = (
        head_post(found.issuer, Signer(post=COLLECTIVE_HEAD, name="-"))
        if is_collective(found.issuer.name)
        else "Giám đốc"
    )
    signers = [(item.post, item.name) for item in found.signers] or [(head, ""), (f"Phó {head}", "")]
    usual = found.recipient_lists[0] if found.recipient_lists else None
    lines = [(item.name, item.purpose or "") for item in usual.recipients] if usual else list(USUAL_RECIPIENTS)
    unit = (usual.archive.unit or "") if usual else "VP"
    return {"signers": signers, "recipients": lines, "archive_unit": unit, "profile": found}


def _signer(found: AgencyProfile, post: str, name: str) -> Signer:
    """A person with the authority they usually sign on."""
    lines: list[AuthorityLine] = []
    if is_collective(found.issuer.name):
        lines.append(AuthorityLine(form=Authority.TM, of=_collective(found.issuer.name)))
    if is_deputy(post):
        head = post.strip()[4:].strip()
        lines.append(AuthorityLine(form=Authority.KT, of=head[:1].upper() + head[1:]))
    return Signer(authority=tuple(lines), post=post, name=name)


def _collective(name: str) -> str:
    """The collective without its place: ``Ủy ban nhân dân`` of ``Ủy ban nhân dân xã An Bình``."""
    known = ("Ủy ban nhân dân", "Hội đồng nhân dân")
    return next((short for short in known if name.casefold().startswith(short.casefold())), name)
