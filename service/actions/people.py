"""Agencies, users, roles and tokens, for those who administer them."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from pydantic import ValidationError
from sqlalchemy.orm import Session

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
    user_problems,
)
from service.actions.services import Services
from service.documents.faults import problems_of
from service.documents.json_text import load_json
from service.errors import InvalidInput, NotAllowed, NotFound
from service.numbering import first_series, vietnam_day
from service.storage.agency_tables import AgencyRow, AuditRow, TokenRow, UserRow


def create_agency(
    services: Services,
    profile: AgencyProfile,
    actor: Actor | None,
    *,
    superior_id: uuid.UUID | None = None,
    agency_id: uuid.UUID | None = None,
) -> AgencyRow:
    """Make an agency with its first number series. On the command line `actor` is None; an administrator makes one below their own.

    With `agency_id`, a repeated call finds the agency that the first one made.
    """
    now = services.clock()
    if actor is not None:
        actor.require(Permission.ADMINISTER)
        superior_id = _administered(services, actor, superior_id or actor.agency_id)
    with services.database.writing() as session:
        known = session.get(AgencyRow, agency_id) if agency_id else None
        if known is not None:
            return known
        row = add_agency(session, profile, now, superior_id=superior_id, agency_id=agency_id)
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


def administered_agency(services: Services, actor: Actor, agency_id: uuid.UUID) -> AgencyRow:
    """One of them; raise NotFound for any other."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        return find_agency(session, _administered(services, actor, agency_id))


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
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    with _administering(services, actor) as (session, note):
        row = find_agency(session, wanted)
        update_agency(row, profile)
        if approval_required is not None:
            row.approval_required = approval_required
        note("agency.update", "agency", row.id)
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
    if found := user_problems(email, name, password):
        raise InvalidInput(problems=found)
    hashed = services.passwords.hash(password) if password is not None else None
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    given = sorted(set(roles))
    with _administering(services, actor) as (session, note):
        user = add_user(session, email, name, hashed, services.clock())
        grant_roles(session, user, wanted, given)
        note("user.create", "user", user.id, detail={"email": user.email, "roles": given})
        return user


def users_of(services: Services, actor: Actor, agency_id: uuid.UUID | None = None) -> list[UserRow]:
    """The users of an agency that the actor administers."""
    actor.require(Permission.ADMINISTER)
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    with services.database.reading() as session:
        return list_users(session, wanted)


def get_user(services: Services, actor: Actor, user_id: uuid.UUID) -> UserRow:
    """A user of the actor's agency or of one below it."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        return find_user(session, agencies_below(session, actor.agency_id), user_id)


def set_roles(
    services: Services, actor: Actor, user_id: uuid.UUID, roles: Iterable[Role], *, agency_id: uuid.UUID | None = None
) -> UserRow:
    """Give a user exactly these roles; their sessions end."""
    actor.require(Permission.ADMINISTER)
    wanted = _administered(services, actor, agency_id or actor.agency_id)
    given = sorted(set(roles))
    with _administering(services, actor) as (session, note):
        user = find_user(session, agencies_below(session, actor.agency_id), user_id)
        grant_roles(session, user, wanted, given)
        note("user.roles", "user", user.id, detail={"roles": given})
        return user


def close_account(services: Services, actor: Actor, user_id: uuid.UUID) -> UserRow:
    """Let a user in no more."""
    with _changing_account(services, actor, user_id, "user.close") as user:
        deactivate_user(user)
    return user


def reopen_account(services: Services, actor: Actor, user_id: uuid.UUID) -> UserRow:
    """Let a user in again who was shut out."""
    with _changing_account(services, actor, user_id, "user.reopen") as user:
        reactivate_user(user)
    return user


def random_password() -> str:
    """A password to be told to somebody and changed by them."""
    return secrets.token_urlsafe(12)


def reset_password(services: Services, actor: Actor, user_id: uuid.UUID) -> str:
    """Set a random password, to be told to the user and changed by them; return it."""
    actor.require(Permission.ADMINISTER)
    password = random_password()
    hashed = services.passwords.hash(password)
    with _changing_account(services, actor, user_id, "user.reset-password") as user:
        set_password(user, hashed)
    return password


def end_user_sessions(services: Services, actor: Actor, user_id: uuid.UUID) -> None:
    """Sign a user out everywhere."""
    with _changing_account(services, actor, user_id, "user.end-sessions") as user:
        end_sessions(user)


def create_token(
    services: Services, actor: Actor, name: str, scopes: Iterable[str], expires_at: dt.datetime
) -> NewToken:
    """Make an API token of the actor's agency; its secret is in the answer and nowhere else."""
    with _administering(services, actor) as (session, note):
        token = add_token(session, actor, name, scopes, expires_at, services.clock())
        note("token.create", "token", token.row.id, detail={"name": token.row.name, "scopes": token.row.scopes})
        return token


def tokens_of(services: Services, actor: Actor) -> list[TokenRow]:
    """The tokens of the actor's agency, without their secrets."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        return list_tokens(session, actor.agency_id)


def cancel_token(services: Services, actor: Actor, token_id: uuid.UUID) -> TokenRow:
    """Revoke a token at once."""
    with _administering(services, actor) as (session, note):
        row = revoke_token(session, actor.agency_id, token_id, services.clock())
        note("token.revoke", "token", row.id)
        return row


def restore_cancelled_token(services: Services, actor: Actor, token_id: uuid.UUID) -> TokenRow:
    """Take a revocation back while it is fresh."""
    with _administering(services, actor) as (session, note):
        row = restore_token(session, actor.agency_id, token_id, services.clock())
        note("token.restore", "token", row.id)
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


@contextmanager
def _administering(services: Services, actor: Actor) -> Iterator[tuple[Session, Callable[..., None]]]:
    """A transaction of somebody who may administer, and what writes its line of the log: action, kind and id of the object."""
    actor.require(Permission.ADMINISTER)
    with services.database.writing() as session:
        yield session, partial(record, session, actor, now=services.clock())


@contextmanager
def _changing_account(services: Services, actor: Actor, user_id: uuid.UUID, action: str) -> Iterator[UserRow]:
    """A user's account to change, with a line in the log; not where the user has a role outside of what the actor administers.

    Otherwise whoever administers a commune could set the password of somebody who also works for its province.
    """
    with _administering(services, actor) as (session, note):
        below = agencies_below(session, actor.agency_id)
        user = find_user(session, below, user_id)
        if any(membership.agency_id not in below for membership in user.memberships):
            raise NotAllowed(
                "Người này còn vai trò ở cơ quan khác; chỉ quản trị của cơ quan cấp trên đổi được tài khoản."
            )
        yield user
        note(action, "user", user.id)
