import asyncio


def count(rounds):
    total = 0
    for i in range(3_000_000):
        total += i % rounds
    return total


async def main(step):
    total = 0
    for i in range(3_000_000):
        total += i * step
    print(total, sum(i % 3 for i in range(3_000_000)))
    print(count(7))


asyncio.run(main(2))
