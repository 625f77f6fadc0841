"""With a stand-in for the library, which the machine may lack: it does in threads what `os` does."""

import asyncio
import os
import sys
import types


async def replace(old, new):
    await asyncio.to_thread(os.replace, old, new)


async def mkdir(path):
    await asyncio.to_thread(os.mkdir, path)


async def listdir(path):
    return await asyncio.to_thread(os.listdir, path)


aiofiles_os = types.ModuleType("aiofiles.os")
aiofiles_os.replace, aiofiles_os.mkdir, aiofiles_os.listdir = replace, mkdir, listdir
sys.modules["aiofiles"] = types.ModuleType("aiofiles")
sys.modules["aiofiles"].os = aiofiles_os
sys.modules["aiofiles.os"] = aiofiles_os

import aiofiles.os


async def main():
    await aiofiles.os.mkdir("box")
    os.replace("box", "crate")
    print("box" in os.listdir("."), "crate" in os.listdir("."))


asyncio.run(main())
