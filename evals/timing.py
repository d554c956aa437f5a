"""Work in, how long it took out: in this process, or as a program started anew, with the most memory it held."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import quantiles
from typing import NamedTuple

# A small program of its own starts the command, because Linux counts the starter's memory as the started one's.
_STARTER = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
ran = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([ran.returncode, seconds, peak, ran.stderr]))
"""
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in what ru_maxrss counts


class Start(NamedTuple):
    """One run of a program from nothing."""

    seconds: float
    megabytes: float  # the most it held
    said: str  # on standard error


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(times: Iterable[float], percent: int) -> float:
    """The value that `percent` of the times do not exceed.

    >>> percentile([4.0, 1.0, 3.0, 2.0, 5.0], 50)
    3.0
    """
    found = list(times)
    return quantiles(found, n=100, method="inclusive")[percent - 1] if len(found) > 1 else found[0]


def start(command: Sequence[str], **variables: str) -> Start:
    """Run a program from nothing, as a shell would. Raises RuntimeError where it fails."""
    environment = {**os.environ, **variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once and kept, as for anyone who uses it twice
    starter = [sys.executable, "-S", "-c", _STARTER, *command]
    ran = subprocess.run(starter, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    code, took, peak, said = json.loads(ran.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with code {code}:\n{said[-2000:]}")
    return Start(took, peak * _PEAK_UNIT / 1e6, said)
