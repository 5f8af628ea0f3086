"""``python -m service.worker``: the worker processes of one machine, for a service manager; `nd30 worker` does the same.

Start one on each machine that shares the database and the files.
"""

from service.actions.batch_workers import run_workers
from service.logs import log_as_json
from service.settings import Settings


def main() -> None:
    """Work until SIGTERM or SIGINT, with the settings of the environment."""
    log_as_json()
    run_workers(Settings.from_env())


if __name__ == "__main__":
    main()
