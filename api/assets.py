"""The files of ours that a browser fetches, each at an address that changes with their content.

A browser keeps what it got from such an address for good, so that the next page asks for none of them again. The stamp
stands in the path and not behind a "?", because a script's imports are relative to it: `./panel.js` is then the same
module for every script that imports it.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from fastapi import Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def stamp() -> str:
    """A hash of all the files, read once: who changes one starts the program again."""
    content = hashlib.sha256()
    for path in sorted(STATIC.rglob("*.*")):
        content.update(path.relative_to(STATIC).as_posix().encode() + path.read_bytes())
    return content.hexdigest()[:12]


def address(name: str) -> str:
    """Where a browser gets a file: "css/frame.css" is at "/static/<stamp>/css/frame.css"."""
    return f"/static/{stamp()}/{name}"


class Assets(StaticFiles):
    """Serves the files, with a stamp in their path or without. An old page's stamp gets what there is now."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        first, _, rest = path.partition("/")
        response = await super().get_response(rest if re.fullmatch("[0-9a-f]{12}", first) else path, scope)
        if first == stamp() and response.status_code in (200, 304):
            response.headers["Cache-Control"] = FOR_GOOD
        return response
