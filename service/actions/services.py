"""Everything an action needs to work with, opened once per process."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Self

from service.accounts import OidcProvider, PasswordKeeper
from service.converting import OfficePool
from service.settings import Settings
from service.storage import Database, FileStore
from service.storage.sealing import Sealer
from service.webhooks import AddressFilter, Sender

Clock = Callable[[], dt.datetime]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Services:
    """The database, the files and the engines that cost something to start; make one after forking, close it at the end.

    Attributes:
        clock: the time, replaceable where a test needs another year.
    """

    settings: Settings
    clock: Clock = _now

    @cached_property
    def database(self) -> Database:
        """Rows."""
        return Database(self.settings)

    @cached_property
    def files(self) -> FileStore:
        """Files named by content."""
        return FileStore.from_settings(self.settings)

    @cached_property
    def office(self) -> OfficePool:
        """Warm LibreOffice processes; the first conversion starts them."""
        return OfficePool(self.settings)

    @cached_property
    def passwords(self) -> PasswordKeeper:
        """Hashing of passwords."""
        return PasswordKeeper()

    @cached_property
    def oidc(self) -> OidcProvider | None:
        """The OpenID Connect provider, where one is set."""
        return OidcProvider.from_settings(self.settings)

    @cached_property
    def addresses(self) -> AddressFilter:
        """Where webhooks may go."""
        return AddressFilter(filter(None, self.settings.webhook_allow.split(",")))

    @cached_property
    def sealer(self) -> Sealer:
        """Keeps secrets that must be readable again."""
        return Sealer.from_settings(self.settings)

    @cached_property
    def sender(self) -> Sender:
        """Sends webhooks."""
        return Sender(self.addresses, self.sealer)

    def close(self) -> None:
        """Give everything back that was opened."""
        for name in ("office", "database"):
            if name in self.__dict__:
                getattr(self, name).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
