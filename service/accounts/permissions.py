"""What may be done, by which role, and the actor that every action asks for."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from service.errors import NotAllowed


class Permission(StrEnum):
    """One thing that may be done in an agency; also the scope of an API token."""

    RENDER = "render"
    """Make and check documents that are not stored."""
    READ_DOCUMENTS = "documents:read"
    WRITE_DOCUMENTS = "documents:write"
    APPROVE = "documents:approve"
    ISSUE = "documents:issue"
    READ_REGISTER = "register:read"
    WRITE_REGISTER = "register:write"
    READ_TEMPLATES = "templates:read"
    WRITE_TEMPLATES = "templates:write"
    WEBHOOKS = "webhooks"
    BATCHES = "batches"
    ADMINISTER = "agency:admin"
    """Users, tokens, series and the agency's own description."""
    READ_AUDIT = "audit:read"


class Role(StrEnum):
    """What a person is in an agency."""

    DRAFTER = "soan-thao"
    CLERK = "van-thu"
    LEADER = "lanh-dao"
    ADMIN = "quan-tri"


ROLE_NAMES = {
    Role.DRAFTER: "Soạn thảo",
    Role.CLERK: "Văn thư",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}

_EVERYBODY = frozenset(
    {Permission.RENDER, Permission.READ_DOCUMENTS, Permission.READ_REGISTER, Permission.READ_TEMPLATES}
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.DRAFTER: _EVERYBODY | {Permission.WRITE_DOCUMENTS, Permission.BATCHES},
    Role.CLERK: _EVERYBODY
    | {
        Permission.WRITE_DOCUMENTS,
        Permission.ISSUE,
        Permission.WRITE_REGISTER,
        Permission.WRITE_TEMPLATES,
        Permission.BATCHES,
    },
    Role.LEADER: _EVERYBODY | {Permission.WRITE_DOCUMENTS, Permission.APPROVE, Permission.READ_AUDIT},
    Role.ADMIN: _EVERYBODY
    | {Permission.ADMINISTER, Permission.WRITE_TEMPLATES, Permission.WEBHOOKS, Permission.READ_AUDIT},
}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, for which agency, and what they may do there. Exactly one of `user_id` and `token_id`, or neither on the command line.

    Attributes:
        name: for the register and the log: a person's name, a token's name.
        request_id: of the request that brought the actor, for the log.
    """

    agency_id: uuid.UUID
    name: str
    permissions: frozenset[Permission]
    user_id: uuid.UUID | None = None
    token_id: uuid.UUID | None = None
    request_id: str = ""

    @property
    def caller(self) -> str:
        """A stable name of the caller, for rate limits and Idempotency-Keys."""
        return f"token:{self.token_id}" if self.token_id else f"user:{self.user_id}@{self.agency_id}"

    def may(self, permission: Permission) -> bool:
        """Whether the actor has `permission`."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed unless the actor has `permission`."""
        if not self.may(permission):
            raise NotAllowed(f"Không có quyền thực hiện việc này (cần quyền {permission.value}).")

    def during(self, request_id: str) -> Self:
        """The same actor, known by a request."""
        return replace(self, request_id=request_id)


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything that `roles` together may do."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))


def operator(agency_id: uuid.UUID) -> Actor:
    """Whoever may run commands on the server may do everything there."""
    return Actor(agency_id=agency_id, name="Người vận hành", permissions=frozenset(Permission))
