"""The service as a browser meets it: pages and workers, on a port of this machine, with data of its own.

``python service_process.py FOLDER PORT``; the test that starts it ends it.
"""

import os
import sys
from pathlib import Path

from werkzeug.serving import make_server

from service.actions.batch_workers import start_beside
from service.app import create_app
from service.settings import Settings
from service.storage import Database, migrate


def main(folder: Path, port: int) -> None:
    settings = Settings(data_dir=folder, office_processes=1, secure_cookies=False)
    database = Database(settings)
    migrate(database)
    database.close()
    start_beside(settings, 1)
    server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
    print("ready", flush=True)
    os.dup2(2, 1)  # nobody reads this pipe any more: log lines would fill it and stop the server
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
