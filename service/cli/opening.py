"""Opening what a command on the server works with."""

from service.actions.maintenance import prepare
from service.actions.services import Services
from service.settings import Settings


def open_services() -> Services:
    """The services of the environment's settings; makes the tables where there are none, refuses those of another version."""
    services = Services(Settings.from_env())
    prepare(services)
    return services
