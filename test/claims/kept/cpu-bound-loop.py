import asyncio


def count(rounds):
    total = 0
    for i in range(3_000_000):
        total += i % rounds
    return total


async def multiplied(step):
    found = []
    for i in range(3_000_000):
        if i % step == 0 and i % 1_000_000 == 0:
            found.append(i)
    return found


async def main(step):
    print(await multiplied(step))
    total = 3
    for i in range(3_000_000):
        total += i * step
    print(total, sum(i % 3 for i in range(3_000_000)))
    print(count(7))


asyncio.run(main(2))
