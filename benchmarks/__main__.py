"""Every benchmark, one after the other: ``python -m benchmarks``; each prints its own table."""

import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent


def main() -> int:
    """Run the benchmarks in processes of their own, so that none measures the memory of another; return how many failed."""
    failed = 0
    for folder in sorted(path.parent.name for path in _HERE.glob("*/__main__.py")):
        print(f"\n== {folder} " + "=" * (70 - len(folder)), flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{folder}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
