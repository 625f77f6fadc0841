"""With a stand-in for the library, which the machine may lack: it asks for each item in a thread."""

import asyncio
import sys
import time
import types

END = object()


async def iterate(iterable):
    iterator = iter(iterable)
    while (item := await asyncio.to_thread(next, iterator, END)) is not END:
        yield item


package = types.ModuleType("starlette")
package.concurrency = types.ModuleType("starlette.concurrency")
package.concurrency.iterate_in_threadpool = iterate
sys.modules["starlette"], sys.modules["starlette.concurrency"] = package, package.concurrency

from starlette.concurrency import iterate_in_threadpool


def numbers(count):
    for number in range(count):
        time.sleep(0.01)
        yield number


async def main():
    found = []
    for number in numbers(3):
        if number == 2:
            break
        found.append(number)
    else:
        found.append("end")
    print(found, callable(iterate_in_threadpool))


asyncio.run(main())
