import asyncio

results = []


async def square(number):
    await asyncio.sleep(0.01)
    results.append(number * number)


async def compute():
    await asyncio.gather(*(square(number) for number in range(5)))
    print(results)


asyncio.run(compute())
