"""Files typed by offices are made as the checker's tests make them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures" / "violations"))
