import asyncio
import os
from pathlib import Path


async def main():
    os.mkdir("box")
    Path("box/a.txt").touch()
    print(os.path.exists("box"), sorted(os.listdir("box")), Path("box/a.txt").stat().st_size)


asyncio.run(main())
