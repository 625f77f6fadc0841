import asyncio


async def checksum():
    total = 0
    for number in range(10_000_000):  # expect: cpu-bound-loop
        total ^= number
    return total


async def matrix():
    cells = []
    for row in range(5000):  # expect: cpu-bound-loop
        for column in range(5000):
            cells.append(row * column)
    return cells


async def squares():
    return sum(number * number for number in range(50_000_000))  # expect: cpu-bound-loop


async def main():
    print(await checksum(), len(await matrix()), await squares())


asyncio.run(main())
