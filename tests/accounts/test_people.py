"""Agencies, users, roles and tokens, as the database keeps them."""

import datetime as dt
import hashlib

import argon2
import pytest
import sqlalchemy as sa

from service.accounts import (
    Actor,
    AgencyProfile,
    PasswordKeeper,
    Permission,
    Role,
    actor_of_token,
    actor_of_user,
    add_agency,
    add_token,
    add_user,
    agencies_below,
    find_user,
    grant_roles,
    move_agency,
    operator,
    profile_of,
    revoke_token,
)
from service.documents import Agency
from service.errors import Conflict, InvalidInput, NotAllowed, NotFound
from service.storage import new_id
from service.storage.agency_tables import TokenRow

NOW = dt.datetime(2026, 6, 5, 8, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=30)


def profile(name="Ủy ban nhân dân xã An Bình"):
    return AgencyProfile(issuer=Agency(name=name, sign="UBND", place="An Bình"))


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


@pytest.fixture
def agency(session):
    return add_agency(session, profile(), NOW)


@pytest.fixture
def user(session):
    return add_user(session, "An@Xa.Example.VN", "  Nguyễn   Văn An ", None, NOW)


def test_an_agency_remembers_what_it_prints(agency):
    assert profile_of(agency) == profile()
    assert (agency.name, agency.sign) == ("Ủy ban nhân dân xã An Bình", "UBND")


def test_an_agency_administers_itself_and_all_below(session, agency):
    office = add_agency(session, profile("Văn phòng"), NOW, superior_id=agency.id)
    team = add_agency(session, profile("Tổ"), NOW, superior_id=office.id)
    other = add_agency(session, profile("Xã khác"), NOW)

    assert agencies_below(session, agency.id) == {agency.id, office.id, team.id}
    assert agencies_below(session, team.id) == {team.id}
    with pytest.raises(InvalidInput):
        move_agency(session, agency, team.id)
    move_agency(session, office, other.id)
    session.flush()
    assert agencies_below(session, agency.id) == {agency.id}


def test_one_address_one_account(session, user):
    assert (user.email, user.name) == ("an@xa.example.vn", "Nguyễn Văn An")
    with pytest.raises(Conflict):
        add_user(session, " AN@xa.example.vn", "Người khác", None, NOW)


@pytest.mark.parametrize(("email", "name"), [("an", "An"), ("an@", "An"), ("a b@c.d", "An"), ("an@xa.vn", " ")])
def test_an_account_needs_an_address_and_a_name(session, email, name):
    with pytest.raises(InvalidInput):
        add_user(session, email, name, None, NOW)


@pytest.mark.parametrize(
    ("roles", "may", "may_not"),
    [
        ({Role.DRAFTER}, {Permission.WRITE_DOCUMENTS}, {Permission.ISSUE, Permission.APPROVE, Permission.ADMINISTER}),
        ({Role.CLERK}, {Permission.ISSUE, Permission.WRITE_REGISTER}, {Permission.APPROVE, Permission.ADMINISTER}),
        ({Role.LEADER}, {Permission.APPROVE, Permission.READ_AUDIT}, {Permission.ISSUE, Permission.ADMINISTER}),
        ({Role.ADMIN}, {Permission.ADMINISTER, Permission.WEBHOOKS}, {Permission.WRITE_DOCUMENTS, Permission.ISSUE}),
        ({Role.ADMIN, Role.CLERK}, {Permission.ADMINISTER, Permission.ISSUE}, {Permission.APPROVE}),
    ],
)
def test_roles_give_what_they_are_for_and_no_more(session, agency, user, roles, may, may_not):
    grant_roles(session, user, agency.id, roles)

    actor = actor_of_user(session, user)

    assert may <= actor.permissions
    assert not may_not & actor.permissions


def test_a_user_acts_for_one_agency_at_a_time(session, agency, user):
    other = add_agency(session, profile("Xã khác"), NOW)
    grant_roles(session, user, agency.id, {Role.DRAFTER})
    grant_roles(session, user, other.id, {Role.CLERK})

    assert not actor_of_user(session, user, agency.id).may(Permission.ISSUE)
    assert actor_of_user(session, user, other.id).may(Permission.ISSUE)
    assert actor_of_user(session, user, new_id()) is None


def test_new_roles_replace_the_old_ones_and_end_sessions(session, agency, user):
    grant_roles(session, user, agency.id, {Role.CLERK})
    before = user.session_epoch
    grant_roles(session, user, agency.id, {Role.DRAFTER})

    assert not actor_of_user(session, user).may(Permission.ISSUE)
    assert user.session_epoch > before
    grant_roles(session, user, agency.id, set())
    assert actor_of_user(session, user) is None


def test_a_closed_agency_has_no_actors(session, agency, user):
    grant_roles(session, user, agency.id, {Role.CLERK})
    agency.active = False
    session.flush()

    assert actor_of_user(session, user) is None


def test_a_user_is_found_only_by_their_own_agencies(session, agency, user):
    grant_roles(session, user, agency.id, {Role.CLERK})

    assert find_user(session, [agency.id], user.id) is user
    with pytest.raises(NotFound):
        find_user(session, [new_id()], user.id)


def test_a_token_is_kept_as_a_hash_only(session, agency):
    token = add_token(session, operator(agency.id), "Hệ thống một cửa", ["render"], LATER, NOW)

    assert token.secret.startswith("nd30_")
    assert len(token.secret) >= 48
    kept = session.scalars(sa.select(TokenRow)).one()
    assert kept.secret_hash == hashlib.sha256(token.secret.encode()).hexdigest()
    assert token.secret not in repr(kept.__dict__)


def test_a_token_acts_within_its_scopes_until_it_expires_or_is_revoked(session, agency):
    token = add_token(session, operator(agency.id), "x", ["render", "documents:read"], LATER, NOW)

    actor, unnoted = actor_of_token(session, token.secret, NOW)
    assert actor.permissions == {Permission.RENDER, Permission.READ_DOCUMENTS}
    assert unnoted
    assert actor_of_token(session, token.secret, LATER) is None
    assert actor_of_token(session, token.secret + "x", NOW) is None
    assert actor_of_token(session, "nd30_", NOW) is None
    with pytest.raises(NotFound):
        revoke_token(session, new_id(), token.row.id, NOW)
    revoke_token(session, agency.id, token.row.id, NOW)
    assert actor_of_token(session, token.secret, NOW) is None


@pytest.mark.parametrize(
    ("scopes", "name", "expires"),
    [
        ([], "x", LATER),
        (["moi-thu"], "x", LATER),
        (["render"], " ", LATER),
        (["render"], "x", NOW),
        (["render"], "x", NOW + dt.timedelta(days=731)),
    ],
)
def test_a_token_needs_scopes_a_name_and_an_end(session, agency, scopes, name, expires):
    with pytest.raises(InvalidInput):
        add_token(session, operator(agency.id), name, scopes, expires, NOW)


def test_nobody_may_do_what_they_have_no_permission_for():
    actor = Actor(agency_id=new_id(), name="An", permissions=frozenset({Permission.RENDER}))

    actor.require(Permission.RENDER)
    with pytest.raises(NotAllowed, match="documents:issue"):
        actor.require(Permission.ISSUE)


def test_passwords_are_compared_by_argon2_and_never_for_nobody():
    keeper = PasswordKeeper(argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    hashed = keeper.hash("mat-khau-dai-123")

    assert hashed.startswith("$argon2id$")
    assert keeper.fits("mat-khau-dai-123", hashed)
    assert not keeper.fits("mat-khau-dai-124", hashed)
    assert not keeper.fits("mật khẩu của không ai cả", None)
    assert not keeper.fits("x", "khong-phai-hash")


def test_the_shipped_settings_of_argon2_are_those_of_the_standard():
    hasher = argon2.PasswordHasher()

    assert (hasher.memory_cost, hasher.time_cost) >= (19_456, 2)
