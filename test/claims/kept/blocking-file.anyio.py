"""With a stand-in for the library, which the machine may lack: it does in threads what `pathlib` and `open()` do."""

import asyncio
import pathlib
import sys
import types


class AsyncPath:
    def __init__(self, *parts):
        self.path = pathlib.Path(*parts)

    @classmethod
    def of(cls, file):
        made = cls()
        made.path = file
        return made

    def __getattr__(self, name):
        async def method(*args, **kwargs):
            return await asyncio.to_thread(getattr(self.path, name), *args, **kwargs)

        return method


async def run_sync(function, *args):
    return await asyncio.to_thread(function, *args)


class Opened:
    def __init__(self, file):
        self.file = file

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        self.file.close()

    def __getattr__(self, name):
        return getattr(AsyncPath.of(self.file), name)


async def open_file(*args):
    return Opened(await asyncio.to_thread(open, *args))


stand_in = types.ModuleType("anyio")
stand_in.Path, stand_in.open_file = AsyncPath, open_file
stand_in.to_thread = types.SimpleNamespace(run_sync=run_sync)
stand_in.run = lambda main: asyncio.run(main())
sys.modules["anyio"] = stand_in

from pathlib import Path

import anyio


async def main():
    Path("words").write_text("one two")
    with open("words") as file:
        print(file.read())
    path = Path("words")
    print(path.read_text())
    print(Path("words").read_text().split(), await anyio.Path("words").exists())


anyio.run(main)
