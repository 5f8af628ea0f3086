"""A service of its own for a benchmark: started on a free port, stopped at the end."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import requests


@contextmanager
def serving(folder: Path, workers: int) -> Iterator[tuple[str, psutil.Process]]:
    """Run ``nd30 serve`` on the data in `folder`; give its address and process. What it says goes to ``log`` there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = os.environ | {
        "ND30_DATA_DIR": str(folder / "data"),
        "ND30_RATE_LIMIT": "100000000/minute",
        "ND30_SECURE_COOKIES": "false",
    }
    command = [str(Path(sys.executable).with_name("nd30")), "serve", "--bind", address, "--workers", str(workers)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            retries = requests.adapters.Retry(total=60, backoff_factor=0.1, backoff_max=1)
            with requests.Session() as session:
                session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retries))
                session.get(f"http://{address}/readyz", timeout=30).raise_for_status()
            yield f"http://{address}", psutil.Process(server.pid)
        finally:
            server.terminate()
