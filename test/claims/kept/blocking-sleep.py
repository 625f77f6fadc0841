import asyncio
import time


class Model:
    def ask(self, question):
        time.sleep(0.01)
        return question.upper()

    async def aask(self, question):
        await asyncio.sleep(0.01)
        return question.upper()


def double(number):
    time.sleep(0.01)
    return 2 * number


async def main():
    started = asyncio.get_running_loop().time()
    time.sleep(0.02)
    print(asyncio.get_running_loop().time() - started >= 0.02)
    print(Model().ask("why"), double(number=4), [double(2), *(double(3) for _ in "ab")])


asyncio.run(main())
