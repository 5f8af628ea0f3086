import datetime as dt

import pytest

from service.accounts import Role
from service.actions.people import (
    cancel_token,
    close_account,
    create_token,
    create_user,
    random_password,
    reopen_account,
    restore_cancelled_token,
)
from service.actions.signing_in import token_actor
from service.actions.webhooks import create_webhook, switch_webhook
from service.errors import Conflict, NotFound, NotSignedIn
from service.webhooks import Event


@pytest.fixture
def token(services, actor):
    return create_token(services, actor, "Một cửa", ["render"], services.clock() + dt.timedelta(days=30))


def test_a_closed_account_is_opened_again_with_its_roles(services, actor):
    user = create_user(services, actor, "tam@xa.vn", "Lê Văn Tâm", [Role.CLERK], password=random_password())
    close_account(services, actor, user.id)

    opened = reopen_account(services, actor, user.id)
    assert opened.active
    assert [row.role for row in opened.memberships] == [Role.CLERK]


def test_a_revocation_is_taken_back_within_ten_minutes(services, actor, token):
    cancel_token(services, actor, token.row.id)
    with pytest.raises(NotSignedIn):
        token_actor(services, token.secret)

    restore_cancelled_token(services, actor, token.row.id)
    assert token_actor(services, token.secret).token_id == token.row.id


def test_later_a_revocation_stands(services, actor, token, clock):
    cancel_token(services, actor, token.row.id)
    clock.forward(minutes=11)

    with pytest.raises(Conflict):
        restore_cancelled_token(services, actor, token.row.id)


def test_another_agency_takes_nothing_back(services, actor, token, new_agency):
    stranger = new_agency("Ủy ban nhân dân xã Hòa Bình")
    cancel_token(services, actor, token.row.id)

    with pytest.raises(NotFound):
        restore_cancelled_token(services, stranger, token.row.id)


def test_a_webhook_is_switched_off_and_on(services, actor):
    hook = create_webhook(services, actor, "https://93.184.216.34/nhan", [Event.DOCUMENT_ISSUED]).row

    assert not switch_webhook(services, actor, hook.id, on=False).active
    assert switch_webhook(services, actor, hook.id, on=True).active
