"""A folder in, settings for working in it out: an index and a store of its own, away from the person's.

Questions that only measure have no place among someone's conversations, and exporting the model takes 20 s, so the one
that a data folder already has is copied.
"""

import shutil
from pathlib import Path

from assistant.settings import Settings


def workspace(folder: Path, data_dir: Path | None = None) -> Settings:
    """Settings whose data are in `folder`, with the model of `data_dir` (else of TRS_DATA_DIR) if it has one."""
    models, ready = folder / "models", (data_dir or Settings().data_dir) / "models"
    if ready.is_dir() and not models.exists():
        shutil.copytree(ready, models)
    return Settings(data_dir=folder, store_url=f"sqlite:///{folder / 'store.db'}")
