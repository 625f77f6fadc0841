"""With a stand-in for the library, which the machine may lack: it does in threads what `pathlib` and `open()` do."""

import asyncio
import pathlib
import sys
import types


class AsyncPath:
    def __init__(self, *parts):
        self.path = pathlib.Path(*parts)

    def __getattr__(self, name):
        async def method(*args, **kwargs):
            return await asyncio.to_thread(getattr(self.path, name), *args, **kwargs)

        return method


async def run_sync(function, *args):
    return await asyncio.to_thread(function, *args)


stand_in = types.ModuleType("anyio")
stand_in.Path = AsyncPath
stand_in.to_thread = types.SimpleNamespace(run_sync=run_sync)
stand_in.run = lambda main: asyncio.run(main())
sys.modules["anyio"] = stand_in

import os
from pathlib import Path

import anyio


async def main():
    Path("box").mkdir()
    print(os.path.exists("box"), await anyio.Path("box").exists())


anyio.run(main)
