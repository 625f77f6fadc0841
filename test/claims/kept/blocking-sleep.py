import asyncio
import time
from contextlib import contextmanager


class Model:
    def ask(self, question):
        time.sleep(0.01)
        return question.upper()

    async def aask(self, question):
        await asyncio.sleep(0.01)
        return question.upper()


@contextmanager
def slowly(word):
    time.sleep(0.01)
    yield word


def numbers():
    for number in range(3):
        time.sleep(0.01)
        yield number


def double(number):
    time.sleep(0.01)
    return 2 * number


def shorten(word):
    time.sleep(0.01)
    return word[:3]


async def shorten_async(word):
    await asyncio.sleep(0.01)
    return word[:3]


async def main():
    started = asyncio.get_running_loop().time()
    time.sleep(0.02)
    print(asyncio.get_running_loop().time() - started >= 0.02)
    print(Model().ask("why"), double(number=4), [double(2), *(double(3) for _ in "ab")])
    print(shorten("coroutine"))
    found = []
    with slowly("word") as word:
        found.append(len(word))
    for number in numbers():
        found.append(number)
    print(found)


asyncio.run(main())
