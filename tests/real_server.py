"""`trs serve` as people start it: a process of its own, on a copy of the real index. It can be killed and come back."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TRS = [sys.executable, "-c", "from assistant.cli import main; main()"]
LONGEST = 120.0  # seconds that a start may take on a busy machine


class RealServer:
    """The server at one address. `log` is all that its processes wrote."""

    def __init__(self, ready: Path, folder: Path, **variables: str) -> None:
        self.data, self.log = folder / "data", folder / "log"
        shutil.copytree(ready, self.data, ignore=shutil.ignore_patterns("models", "store*"))
        (self.data / "models").symlink_to(ready / "models")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        own = {"TRS_DATA_DIR": str(self.data), "PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        self.environment = os.environ | own | variables
        self.process: subprocess.Popen[bytes] | None = None

    def starts(self) -> None:
        """Returns once it can answer."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*TRS, "serve"], stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self.environment, cwd=ROOT
            )
        latest = time.monotonic() + LONGEST
        while not self.is_ready():
            assert self.process.poll() is None and time.monotonic() < latest, self.log.read_text("utf-8")
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Whether it answers that it can answer."""
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=LONGEST) as said:
                return bool(said.status == 200)
        except OSError:
            return False

    def rest(self, path: str, body: object = None) -> Any:
        """What REST says: to a GET, or where a body is given to a POST."""
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=LONGEST) as said:
            return json.load(said)

    def dies(self) -> None:
        """Killed, as a machine that runs out of memory kills it: nothing is said or tidied up."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
