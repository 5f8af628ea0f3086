"""Signing in by password, by OIDC, by token; changing one's password."""

import uuid

from sqlalchemy.orm import Session

from service.accounts import (
    Actor,
    Identity,
    SignInCheck,
    actor_of_token,
    actor_of_user,
    note_failure,
    note_success,
    note_use,
    record,
    session_user,
    set_password,
    sign_in_check,
    user_of_identity,
)
from service.actions.services import Services
from service.errors import InvalidInput, NotSignedIn, Problem
from service.storage.agency_tables import UserRow

#: One sentence for every reason, so that nobody learns which addresses have accounts.
REFUSED = "Sai thư điện tử hoặc mật khẩu; sau 5 lần sai, tài khoản tạm khóa 15 phút."


def sign_in(services: Services, email: str, password: str) -> UserRow:
    """Compare a password; raise NotSignedIn for a wrong one, an unknown address, a locked or closed account."""
    now = services.clock()
    with services.database.reading() as session:
        check = sign_in_check(session, email, now)
    fits = services.passwords.fits(password, check.password_hash)  # slow on purpose: outside of any transaction
    if check.user_id is None or check.locked:
        raise NotSignedIn(REFUSED)
    if not fits:
        _refuse(services, check.user_id)
        raise NotSignedIn(REFUSED)
    new_hash = _newer_hash(services, check, password)
    with services.database.writing() as session:
        user = note_success(session, check.user_id, new_hash)
        _log(services, session, user, "user.sign-in", {"by": "password"})
        return user


def sign_in_with(services: Services, identity: Identity) -> UserRow:
    """Sign in somebody whom the OIDC provider vouches for; raise NotSignedIn where they have no account."""
    with services.database.writing() as session:
        user = user_of_identity(session, identity)
        if user is not None:
            _log(services, session, user, "user.sign-in", {"by": identity.issuer})
            return user
    raise NotSignedIn("Chưa có tài khoản cho người này; đề nghị quản trị cơ quan tạo tài khoản.")


def signed_in_actor(services: Services, user_id: uuid.UUID, epoch: int, agency_id: uuid.UUID | None) -> Actor | None:
    """The actor of a session cookie; None when the session was ended or the role taken away."""
    with services.database.reading() as session:
        user = session_user(session, user_id, epoch)
        return actor_of_user(session, user, agency_id) if user else None


def find_session_user(services: Services, user_id: uuid.UUID, epoch: int) -> UserRow | None:
    """The user of a session cookie; None when the session was ended."""
    with services.database.reading() as session:
        return session_user(session, user_id, epoch)


def token_actor(services: Services, secret: str) -> Actor:
    """Who holds an API token; raise NotSignedIn for an unknown, expired or revoked one."""
    now = services.clock()
    with services.database.reading() as session:
        found = actor_of_token(session, secret, now)
    if found is None:
        raise NotSignedIn("Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.")
    actor, unnoted = found
    if unnoted and actor.token_id:
        with services.database.writing() as session:
            note_use(session, actor.token_id, now)
    return actor


def change_own_password(services: Services, actor: Actor, old: str, new: str) -> UserRow:
    """Change one's password; every session ends, this one too.

    Raises:
        InvalidInput: the old one is wrong, or the new one too weak.
        NotSignedIn: a token has no password.
    """
    if actor.user_id is None:
        raise NotSignedIn
    now = services.clock()
    with services.database.reading() as session:
        user = session.get_one(UserRow, actor.user_id)
        current, locked = user.password_hash, user.locked_until is not None and user.locked_until > now
    if locked:
        raise NotSignedIn(REFUSED)
    if not services.passwords.fits(old, current):
        _refuse(services, actor.user_id)
        raise InvalidInput(problems=[Problem("/old_password", "wrong-password", "Mật khẩu hiện tại không đúng.")])
    hashed = services.passwords.hash(new)
    with services.database.writing() as session:
        user = session.get_one(UserRow, actor.user_id)
        set_password(user, hashed)
        _log(services, session, user, "user.change-password", {})
        return user


def _refuse(services: Services, user_id: uuid.UUID) -> None:
    with services.database.writing() as session:
        locked = note_failure(session, user_id, services.clock())
        user = session.get_one(UserRow, user_id)
        _log(services, session, user, "user.wrong-password", {"locked": locked})


def _newer_hash(services: Services, check: SignInCheck, password: str) -> str | None:
    """A stronger hash of the password just typed, where the kept one was made with older settings."""
    assert check.password_hash is not None
    return services.passwords.hash(password) if services.passwords.is_outdated(check.password_hash) else None


def _log(services: Services, session: Session, user: UserRow, action: str, detail: dict[str, object]) -> None:
    actor = actor_of_user(session, user)
    if actor is not None:
        record(session, actor, action, "user", user.id, services.clock(), detail)
