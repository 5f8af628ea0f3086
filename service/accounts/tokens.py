"""API tokens: 32 random bytes shown once; only their SHA-256 is kept, for guessing them is hopeless anyway."""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts.permissions import Actor, Permission
from service.errors import Conflict, InvalidInput, NotFound, Problem
from service.storage.agency_tables import AgencyRow, TokenRow

#: So that people and secret scanners recognise one.
PREFIX = "nd30_"
LONGEST_LIFE = dt.timedelta(days=730)
#: The time of last use is kept no finer than this: reading must not cost a write each time.
USE_NOTED_EVERY = dt.timedelta(minutes=5)
#: So long a revocation by mistake may be taken back.
REVOCATION_FRESH = dt.timedelta(minutes=10)
#: Asked with every request, so it is made once, and fetches what is needed only.
_HOLDER = (
    sa.select(
        TokenRow.id,
        TokenRow.agency_id,
        TokenRow.name,
        TokenRow.scopes,
        TokenRow.expires_at,
        TokenRow.revoked_at,
        TokenRow.last_used_at,
    )
    .join(AgencyRow, AgencyRow.id == TokenRow.agency_id)
    .where(TokenRow.secret_hash == sa.bindparam("secret_hash"), AgencyRow.active)
)


@dataclass(frozen=True, kw_only=True)
class NewToken:
    """A token just made, with the secret that is never shown again."""

    row: TokenRow
    secret: str


def add_token(
    session: Session, actor: Actor, name: str, scopes: Iterable[str], expires_at: dt.datetime, now: dt.datetime
) -> NewToken:
    """Make a token of the actor's agency.

    Raises:
        InvalidInput: no name, an unknown scope or none, an expiry in the past or too far away.
    """
    wanted = sorted(set(scopes))
    problems = [
        Problem("/scopes", "unknown-scope", f"Không có phạm vi {scope!r}; các phạm vi: {', '.join(Permission)}.")
        for scope in wanted
        if scope not in set(Permission)
    ]
    if not wanted:
        problems.append(Problem("/scopes", "blank", "Chọn ít nhất một phạm vi."))
    if not name.strip():
        problems.append(Problem("/name", "blank", "Tên mã truy cập không được để trống."))
    if not now < expires_at <= now + LONGEST_LIFE:
        sentence = f"Thời hạn phải sau lúc này và không quá {LONGEST_LIFE.days} ngày."
        problems.append(Problem("/expires_at", "bad-expiry", sentence))
    if problems:
        raise InvalidInput(problems=problems)
    secret = PREFIX + secrets.token_urlsafe(32)
    row = TokenRow(
        agency_id=actor.agency_id,
        name=" ".join(name.split()),
        secret_hash=_hash(secret),
        scopes=wanted,
        created_by=actor.user_id,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return NewToken(row=row, secret=secret)


def actor_of_token(session: Session, secret: str, now: dt.datetime) -> tuple[Actor, bool] | None:
    """Who holds `secret`, and whether its use should be noted; None for an unknown, expired or revoked one."""
    if not secret.startswith(PREFIX):
        return None
    row = session.execute(_HOLDER, {"secret_hash": _hash(secret)}).one_or_none()
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        return None
    permissions = frozenset(Permission(scope) for scope in row.scopes)
    actor = Actor(agency_id=row.agency_id, name=f"Mã truy cập {row.name}", permissions=permissions, token_id=row.id)
    return actor, row.last_used_at is None or now - row.last_used_at > USE_NOTED_EVERY


def note_use(session: Session, token_id: uuid.UUID, now: dt.datetime) -> None:
    """Remember that the token was used."""
    session.execute(sa.update(TokenRow).where(TokenRow.id == token_id).values(last_used_at=now))


def list_tokens(session: Session, agency_id: uuid.UUID) -> list[TokenRow]:
    """Every token of the agency, newest first."""
    query = sa.select(TokenRow).where(TokenRow.agency_id == agency_id)
    return list(session.scalars(query.order_by(TokenRow.id.desc())))


def revoke_token(session: Session, agency_id: uuid.UUID, token_id: uuid.UUID, now: dt.datetime) -> TokenRow:
    """Make a token useless at once; raise NotFound when the agency has no such token."""
    row = session.scalar(sa.select(TokenRow).where(TokenRow.id == token_id, TokenRow.agency_id == agency_id))
    if row is None:
        raise NotFound("Không tìm thấy mã truy cập.")
    row.revoked_at = row.revoked_at or now
    return row


def restore_token(session: Session, agency_id: uuid.UUID, token_id: uuid.UUID, now: dt.datetime) -> TokenRow:
    """Take a revocation back while it is fresh.

    Raises:
        NotFound: the agency has no such token.
        Conflict: it was revoked longer ago than `REVOCATION_FRESH`; whoever noticed has another key by now.
    """
    row = session.scalar(sa.select(TokenRow).where(TokenRow.id == token_id, TokenRow.agency_id == agency_id))
    if row is None:
        raise NotFound("Không tìm thấy mã truy cập.")
    if row.revoked_at is not None and now - row.revoked_at > REVOCATION_FRESH:
        raise Conflict("Khóa đã thu hồi quá 10 phút, không dùng lại được; tạo khóa mới.")
    row.revoked_at = None
    return row


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
