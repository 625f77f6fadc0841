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
    if not repository.exists(key):  # expect: coroutine-as-value
        return []
    return [tag.upper() for tag in repository.find(key)["tags"]]  # expect: coroutine-as-value


async def report(repository: Repository):
    total = count() + 1  # expect: coroutine-as-value
    found = repository.find("report")  # expect: coroutine-as-value
    print(f"{count()} of {total}", found["size"])  # expect: coroutine-as-value
    body = json.dumps(repository.find("body"))  # expect: coroutine-as-value
    while count() > 3:  # expect: coroutine-as-value
        total -= 1
    key, *rest = repository.find("parts")  # expect: coroutine-as-value
    return body, key, rest
