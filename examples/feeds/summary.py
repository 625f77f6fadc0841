"""Prints what the store holds. Python refuses to load this file."""

from pathlib import Path

from .store import FeedStore


def print_summary(folder: Path) -> None:
    store = FeedStore(folder)
    # Only a coroutine can wait.
    entries = await store.load("news.json")
    print(f"{len(entries)} entries")
