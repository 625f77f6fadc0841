"""Keeps the entries of all feeds."""

import asyncio
import json
import threading
from pathlib import Path


class FeedStore:
    """One store is shared by all workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, list[str]] = {}
        self.size = 0
        self._lock = threading.Lock()

    async def load(self, name: str) -> list[str]:
        # Two workers can both find nothing and both read the file; the second one drops the first one's changes.
        if name not in self.entries:
            self.entries[name] = await asyncio.to_thread(read_entries, self.folder / name)
        return self.entries[name]

    async def measure(self, name: str) -> None:
        # The size is read before the wait and written after it: what others added meanwhile is lost.
        self.size += await self._measure(name)

    async def _measure(self, name: str) -> int:
        path = self.folder / name
        return (await asyncio.to_thread(path.stat)).st_size

    async def add(self, name: str, entry: str) -> None:
        entries = await self.load(name)
        # Only coroutines of one event loop share the store, and they stop each other with a lock made for threads.
        with self._lock:
            entries.append(entry)

    async def save(self, name: str) -> None:
        # Writes a file, one call further on, while everything else has to wait.
        write_entries(self.folder / name, self.entries[name])


def read_entries(path: Path) -> list[str]:
    return json.loads(path.read_text())


def write_entries(path: Path, entries: list[str]) -> None:
    path.write_text(json.dumps(entries))
