import asyncio
import json
import pkgutil
from pathlib import Path


async def main():
    rows = [3, 1, 2]
    with open("rows.json", "w") as file:
        json.dump(rows, file)
    with open("rows.json") as file:
        text = file.read()
        size = len(text)
    print(text, size, Path("rows.json").read_text())
    total = 0
    with open("rows.json") as file:
        for line in file:
            total += len(line)
    print(total, await last())
    names = []
    for module in pkgutil.walk_packages(json.__path__):
        names.append(module.name)
    print(names)


async def last():
    with open("rows.json") as file:
        return json.load(file)[-1]


asyncio.run(main())
