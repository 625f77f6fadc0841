import asyncio
import os
import tempfile
from pathlib import Path


async def main():
    os.mkdir("box")
    Path("box/a.txt").touch()
    print(os.path.exists("box"), sorted(os.listdir("box")), Path("box/a.txt").stat().st_size)
    names = []
    for path in Path("box").iterdir():
        names.append(path.name)
    with tempfile.TemporaryDirectory() as folder:
        names.append(len(os.path.basename(folder)) > 0)
    print(names)


asyncio.run(main())
