"""A PostgreSQL server of our own, reached by a socket in a temporary folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server that is there meanwhile. Skips the test where the driver or the server is not installed."""
    pytest.importorskip(
        "psycopg", reason="This test needs the PostgreSQL driver: pip install 'trs-assistant[postgres]'"
    )
    programs = _postgres_programs()
    if not programs:
        pytest.skip("This test needs a PostgreSQL server: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        shutil.chown(folder, "nobody", "nogroup")

    def run(program: str, *words: str) -> None:
        subprocess.run([*as_user, str(programs / program), "-D", str(folder / "data"), *words], check=True, cwd=folder)

    run("initdb", "-U", "trs", "--auth=trust", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -h '' -F")
    try:
        yield f"postgresql://trs@/postgres?host={folder}"
    finally:
        run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(folder)


def _postgres_programs() -> Path | None:
    found = shutil.which("pg_ctl") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))), None)
    return Path(found).resolve().parent if found else None
