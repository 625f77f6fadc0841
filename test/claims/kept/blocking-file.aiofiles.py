"""With a stand-in for the library, which the machine may lack: what it opens is awaited likewise."""

import asyncio
import sys
import types


class Opened:
    def __init__(self, *args):
        self.args = args

    async def __aenter__(self):
        self.file = open(*self.args)
        return self

    async def __aexit__(self, *exc_info):
        self.file.close()

    async def read(self):
        return self.file.read()

    async def write(self, text):
        return self.file.write(text)


sys.modules["aiofiles"] = types.ModuleType("aiofiles")
sys.modules["aiofiles"].open = Opened

import aiofiles


async def main():
    with open("words", "w") as file:
        file.write("one two")
    with open("words") as file:
        words = file.read().split()
    async with aiofiles.open("words") as file:
        print(words, await file.read())


asyncio.run(main())
