import asyncio


async def checksum():
    total = 0

    def compute():
        nonlocal total
        for number in range(10_000_000):  # expect: cpu-bound-loop
            total ^= number

    await asyncio.to_thread(compute)
    return total


async def matrix():
    cells = []

    def compute():
        for row in range(5000):  # expect: cpu-bound-loop
            for column in range(5000):
                cells.append(row * column)

    await asyncio.to_thread(compute)
    return cells


async def squares():
    return await asyncio.to_thread(sum, (number * number for number in range(50_000_000)))  # expect: cpu-bound-loop


async def main():
    print(await checksum(), len(await matrix()), await squares())


asyncio.run(main())
