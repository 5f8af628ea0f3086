"""Agencies, users, roles and tokens, for those who administer them."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from service.accounts import (
    Actor,
    AgencyProfile,
    AuditFilter,
    NewToken,
    Permission,
    Role,
    add_agency,
    add_token,
    add_user,
    agencies_below,
    deactivate_user,
    end_sessions,
    find_agency,
    find_user,
    grant_roles,
    list_agencies,
    list_audit,
    list_tokens,
    list_users,
    move_agency,
    operator,
    reactivate_user,
    record,
    restore_token,
    revoke_token,
    set_password,
    update_agency,
)
from service.actions.services import Services
from service.documents.faults import problems_of
from service.documents.json_text import load_json
from service.errors import InvalidInput, NotFound
from service.numbering import first_series, vietnam_day
from service.storage.agency_tables import AgencyRow, AuditRow, TokenRow, UserRow


def create_agency(
    services: Services, profile: AgencyProfile, actor: Actor | None, *, superior_id: uuid.UUID | None = None
) -> AgencyRow:
    """Make an agency with its first number series. On the command line `actor` is None; an administrator makes one below their own."""
    now = services.clock()
    with services.database.writing() as session:
        if actor is not None:
            actor.require(Permission.ADMINISTER)
            superior_id = _administered(services, actor, superior_id or actor.agency_id)
        row = add_agency(session, profile, now, superior_id=superior_id)
        first_series(session, row.id, vietnam_day(now).year)
        record(session, actor or operator(row.id), "agency.create", "agency", row.id, now, {"name": row.name})
        return row


def read_profile(text: bytes) -> AgencyProfile:
    """Read what an agency prints from JSON; raise InvalidInput with every problem."""
    data = load_json(text)
    try:
        return AgencyProfile.model_validate(data)
    except ValidationError as error:
        raise InvalidInput("Mô tả cơ quan chưa hợp lệ.", problems_of(error, data)) from error


def all_agencies(services: Services) -> list[AgencyRow]:
    """Every agency, for the operator of the server."""
    with services.database.reading() as session:
        return list_agencies(session)


def own_agency(services: Services, actor: Actor) -> AgencyRow:
    """The agency the actor acts for."""
    with services.database.reading() as session:
        return find_agency(session, actor.agency_id)


def administered_agencies(services: Services, actor: Actor) -> list[AgencyRow]:
    """The actor's agency and those below it."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        below = agencies_below(session, actor.agency_id)
        return [row for row in list_agencies(session) if row.id in below]


def describe_agency(
    services: Services,
    actor: Actor,
    profile: AgencyProfile,
    *,
    agency_id: uuid.UUID | None = None,
    approval_required: bool | None = None,
) -> AgencyRow:
    """Change what an agency prints, and whether its documents need approval before they are issued."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    with services.database.writing() as session:
        row = find_agency(session, wanted)
        update_agency(row, profile)
        if approval_required is not None:
            row.approval_required = approval_required
        record(session, actor, "agency.update", "agency", row.id, now)
        return row


def place_agency(services: Services, agency_id: uuid.UUID, superior_id: uuid.UUID | None) -> AgencyRow:
    """Put an agency under another one; for the operator of the server."""
    with services.database.writing() as session:
        row = find_agency(session, agency_id)
        move_agency(session, row, superior_id)
        record(session, operator(row.id), "agency.move", "agency", row.id, services.clock())
        return row


def create_user(
    services: Services,
    actor: Actor,
    email: str,
    name: str,
    roles: Iterable[Role],
    *,
    password: str | None,
    agency_id: uuid.UUID | None = None,
) -> UserRow:
    """Make an account with roles in an agency; without a password it signs in through OIDC."""
    actor.require(Permission.ADMINISTER)
    hashed = services.passwords.hash(password) if password is not None else None
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    given = sorted(set(roles))
    now = services.clock()
    with services.database.writing() as session:
        user = add_user(session, email, name, hashed, now)
        grant_roles(session, user, wanted, given)
        record(session, actor, "user.create", "user", user.id, now, {"email": user.email, "roles": given})
        return user


def users_of(services: Services, actor: Actor, agency_id: uuid.UUID | None = None) -> list[UserRow]:
    """The users of an agency that the actor administers."""
    actor.require(Permission.ADMINISTER)
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    with services.database.reading() as session:
        return list_users(session, wanted)


def set_roles(
    services: Services, actor: Actor, user_id: uuid.UUID, roles: Iterable[Role], *, agency_id: uuid.UUID | None = None
) -> UserRow:
    """Give a user exactly these roles; their sessions end."""
    actor.require(Permission.ADMINISTER)
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    given = sorted(set(roles))
    now = services.clock()
    with services.database.writing() as session:
        user = find_user(session, agencies_below(session, actor.agency_id), user_id)
        grant_roles(session, user, wanted, given)
        record(session, actor, "user.roles", "user", user.id, now, {"roles": given})
        return user


def close_account(services: Services, actor: Actor, user_id: uuid.UUID) -> UserRow:
    """Let a user in no more."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        user = find_user(session, agencies_below(session, actor.agency_id), user_id)
        deactivate_user(user)
        record(session, actor, "user.close", "user", user.id, now)
        return user


def reopen_account(services: Services, actor: Actor, user_id: uuid.UUID) -> UserRow:
    """Let a user in again who was shut out."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        user = find_user(session, agencies_below(session, actor.agency_id), user_id)
        reactivate_user(user)
        record(session, actor, "user.reopen", "user", user.id, now)
        return user


def random_password() -> str:
    """A password to be told to somebody and changed by them."""
    return secrets.token_urlsafe(12)


def reset_password(services: Services, actor: Actor, user_id: uuid.UUID) -> str:
    """Set a random password, to be told to the user and changed by them; return it."""
    actor.require(Permission.ADMINISTER)
    password = random_password()
    hashed = services.passwords.hash(password)
    now = services.clock()
    with services.database.writing() as session:
        user = find_user(session, agencies_below(session, actor.agency_id), user_id)
        set_password(user, hashed)
        record(session, actor, "user.reset-password", "user", user.id, now)
    return password


def end_user_sessions(services: Services, actor: Actor, user_id: uuid.UUID) -> None:
    """Sign a user out everywhere."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        user = find_user(session, agencies_below(session, actor.agency_id), user_id)
        end_sessions(user)
        record(session, actor, "user.end-sessions", "user", user.id, now)


def create_token(
    services: Services, actor: Actor, name: str, scopes: Iterable[str], expires_at: dt.datetime
) -> NewToken:
    """Make an API token of the actor's agency; its secret is in the answer and nowhere else."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        token = add_token(session, actor, name, scopes, expires_at, now)
        detail: dict[str, Any] = {"name": token.row.name, "scopes": token.row.scopes}
        record(session, actor, "token.create", "token", token.row.id, now, detail)
        return token


def tokens_of(services: Services, actor: Actor) -> list[TokenRow]:
    """The tokens of the actor's agency, without their secrets."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        return list_tokens(session, actor.agency_id)


def cancel_token(services: Services, actor: Actor, token_id: uuid.UUID) -> TokenRow:
    """Revoke a token at once."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        row = revoke_token(session, actor.agency_id, token_id, now)
        record(session, actor, "token.revoke", "token", row.id, now)
        return row


def restore_cancelled_token(services: Services, actor: Actor, token_id: uuid.UUID) -> TokenRow:
    """Take a revocation back while it is fresh."""
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        row = restore_token(session, actor.agency_id, token_id, now)
        record(session, actor, "token.restore", "token", row.id, now)
        return row


def audit_log(
    services: Services, actor: Actor, wanted: AuditFilter, *, before: uuid.UUID | None, limit: int
) -> list[AuditRow]:
    """Who did what in the actor's agency, newest first."""
    actor.require(Permission.READ_AUDIT)
    with services.database.reading() as session:
        return list_audit(session, actor.agency_id, wanted, before=before, limit=limit)


def _administered(services: Services, actor: Actor, agency_id: uuid.UUID) -> uuid.UUID:
    """The agency, if the actor's agency is it or above it; raise NotFound otherwise."""
    with services.database.reading() as session:
        if agency_id not in agencies_below(session, actor.agency_id):
            raise NotFound("Không tìm thấy cơ quan.")
    return agency_id
