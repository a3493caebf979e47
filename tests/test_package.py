"""The wheel: what an installation without a checkout gets."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ("bot", "handlers", "index")


def _data_files() -> set[str]:
    found = (path for folder in SOURCES for path in (ROOT / folder).rglob("*.*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in found if path.suffix not in (".py", ".pyc")}


def test_the_wheel_holds_every_data_file_and_the_seeds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert _data_files() <= held
    assert {f"bot/seeds/{path.name}" for path in (ROOT / "seeds").iterdir()} <= held
