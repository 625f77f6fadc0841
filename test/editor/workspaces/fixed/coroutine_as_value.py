import asyncio
import json


class Repository:
    async def find(self, key):
        await asyncio.sleep(0)
        return {"key": key, "tags": ["a", "b"], "size": 3}

    async def exists(self, key) -> bool:
        await asyncio.sleep(0)
        return key != ""


async def count() -> int:
    await asyncio.sleep(0)
    return 4


async def tag_names(repository: Repository, key):
    if not await repository.exists(key):  # expect: coroutine-as-value
        return []
    return [tag.upper() for tag in (await repository.find(key))["tags"]]  # expect: coroutine-as-value


async def report(repository: Repository):
    total = await count() + 1  # expect: coroutine-as-value
    found = await repository.find("report")  # expect: coroutine-as-value
    print(f"{await count()} of {total}", found["size"])  # expect: coroutine-as-value
    body = json.dumps(await repository.find("body"))  # expect: coroutine-as-value
    while await count() > 3:  # expect: coroutine-as-value
        total -= 1
    key, *rest = await repository.find("parts")  # expect: coroutine-as-value
    return body, key, rest
