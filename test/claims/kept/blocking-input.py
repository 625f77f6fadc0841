import asyncio


def answers():
    yield input("More? ")
    yield input("Even more? ")


async def main():
    answer = input("Go on? ")
    print(answer)
    for other in answers():
        print(other)


asyncio.run(main())
