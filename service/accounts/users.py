"""People: their accounts, their roles in agencies, and how a wrong password is answered."""

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts.oidc import Identity
from service.accounts.passwords import password_problems
from service.accounts.permissions import Actor, Role, permissions_of
from service.errors import Conflict, InvalidInput, NotFound, Problem
from service.storage.agency_tables import AgencyRow, MembershipRow, UserRow

#: Wrong passwords in a row after which an account rests, and for how long.
FAILURES_ALLOWED = 5
LOCKED_FOR = dt.timedelta(minutes=15)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, kw_only=True)
class SignInCheck:
    """What is known before the password is compared; the slow comparison happens outside of any transaction."""

    user_id: uuid.UUID | None
    password_hash: str | None
    locked: bool


def add_user(session: Session, email: str, name: str, password_hash: str | None, now: dt.datetime) -> UserRow:
    """Make an account; without a password it signs in through OIDC only.

    Raises:
        InvalidInput: no e-mail address, no name.
        Conflict: the address has an account.
    """
    if found := user_problems(email, name):
        raise InvalidInput(problems=found)
    address = normal_email(email)
    if session.scalar(sa.select(UserRow.id).where(UserRow.email == address)):
        raise Conflict(f"Địa chỉ {address} đã có tài khoản.")
    user = UserRow(email=address, name=_clean(name), password_hash=password_hash, created_at=now)
    session.add(user)
    session.flush()
    return user


def user_problems(email: str, name: str, password: str | None = None) -> list[Problem]:
    """Everything wrong with what somebody typed for an account, before anything is looked up."""
    address = normal_email(email)
    found = []
    if not name.strip():
        found.append(Problem("/name", "blank", "Họ tên không được để trống."))
    if not _EMAIL.fullmatch(address) or len(address) > 254:
        found.append(Problem("/email", "bad-email", "Địa chỉ thư điện tử không đúng."))
    return found if password is None else found + password_problems(password)


def normal_email(email: str) -> str:
    """One spelling per address."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def find_user(session: Session, agency_ids: Iterable[uuid.UUID], user_id: uuid.UUID) -> UserRow:
    """A user who belongs to one of the agencies; raise NotFound for any other."""
    query = sa.select(UserRow).where(UserRow.id == user_id, UserRow.memberships.any(_in(agency_ids)))
    user = session.scalar(query)
    if user is None:
        raise NotFound("Không tìm thấy người dùng.")
    return user


def list_users(session: Session, agency_id: uuid.UUID) -> list[UserRow]:
    """The users of one agency, by address."""
    query = sa.select(UserRow).where(UserRow.memberships.any(_in([agency_id])))
    return list(session.scalars(query.order_by(UserRow.email)))


def grant_roles(session: Session, user: UserRow, agency_id: uuid.UUID, roles: Iterable[Role]) -> None:
    """Give the user exactly `roles` in the agency; their open sessions end, so that no right outlives this."""
    kept = [membership for membership in user.memberships if membership.agency_id != agency_id]
    given = [MembershipRow(user_id=user.id, agency_id=agency_id, role=role.value) for role in set(roles)]
    user.memberships = kept
    session.flush()
    user.memberships = kept + given
    end_sessions(user)
    session.flush()


def deactivate_user(user: UserRow) -> None:
    """Keep the account for the register and the log, but let nobody in."""
    user.active = False
    end_sessions(user)


def reactivate_user(user: UserRow) -> None:
    """Let a user in again, with the roles they had."""
    user.active = True


def end_sessions(user: UserRow) -> None:
    """Make every open session of the user invalid."""
    user.session_epoch += 1


def sign_in_check(session: Session, email: str, now: dt.datetime) -> SignInCheck:
    """Look an address up; an unknown one looks like a known one with another password."""
    user = session.scalar(sa.select(UserRow).where(UserRow.email == normal_email(email), UserRow.active))
    if user is None:
        return SignInCheck(user_id=None, password_hash=None, locked=False)
    locked = user.locked_until is not None and user.locked_until > now
    return SignInCheck(user_id=user.id, password_hash=user.password_hash, locked=locked)


def note_failure(session: Session, user_id: uuid.UUID, now: dt.datetime) -> bool:
    """Count a wrong password; return whether the account is locked by it."""
    counted = sa.update(UserRow).where(UserRow.id == user_id).values(failures=UserRow.failures + 1)
    failures = session.scalar(counted.returning(UserRow.failures))
    if failures is None or failures < FAILURES_ALLOWED:
        return False
    session.execute(sa.update(UserRow).where(UserRow.id == user_id).values(failures=0, locked_until=now + LOCKED_FOR))
    return True


def note_success(session: Session, user_id: uuid.UUID, new_hash: str | None) -> UserRow:
    """Forget the failures, and keep a stronger hash when there is one."""
    user = session.get_one(UserRow, user_id)
    user.failures, user.locked_until = 0, None
    user.password_hash = new_hash or user.password_hash
    return user


def set_password(user: UserRow, password_hash: str) -> None:
    """Set a new password, unlock the account and end every session."""
    user.password_hash = password_hash
    user.failures, user.locked_until = 0, None
    end_sessions(user)


def user_of_identity(session: Session, identity: Identity) -> UserRow | None:
    """The account of somebody whom the OIDC provider vouches for; a verified address links it the first time."""
    known = sa.select(UserRow).where(
        UserRow.oidc_issuer == identity.issuer, UserRow.oidc_subject == identity.subject, UserRow.active
    )
    user = session.scalar(known)
    if user is None and identity.verified_email:
        unlinked = sa.select(UserRow).where(
            UserRow.email == normal_email(identity.verified_email), UserRow.oidc_subject.is_(None), UserRow.active
        )
        user = session.scalar(unlinked)
        if user is not None:
            user.oidc_issuer, user.oidc_subject = identity.issuer, identity.subject
    return user


def session_user(session: Session, user_id: uuid.UUID, epoch: int) -> UserRow | None:
    """The user of a session cookie; None when the session was ended meanwhile."""
    user = session.get(UserRow, user_id)
    return user if user is not None and user.active and user.session_epoch == epoch else None


def actor_of_user(session: Session, user: UserRow, agency_id: uuid.UUID | None = None) -> Actor | None:
    """The user acting for `agency_id`, or for their first agency; None where they have no role."""
    mine = [row for row in user.memberships if agency_id is None or row.agency_id == agency_id]
    active = sa.select(AgencyRow.id).where(AgencyRow.id.in_([row.agency_id for row in mine]), AgencyRow.active)
    chosen = session.scalar(active.order_by(AgencyRow.id).limit(1))
    if chosen is None:
        return None
    roles = {Role(row.role) for row in mine if row.agency_id == chosen}
    return Actor(agency_id=chosen, name=user.name, permissions=permissions_of(roles), user_id=user.id)


def _in(agency_ids: Iterable[uuid.UUID]) -> sa.ColumnElement[bool]:
    return MembershipRow.agency_id.in_(list(agency_ids))


def _clean(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())
