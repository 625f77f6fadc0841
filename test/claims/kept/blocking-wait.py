import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def square(number):
    time.sleep(0.01)
    return number * number


async def main():
    pool = ThreadPoolExecutor()
    future = pool.submit(square, 3)
    print(future.result())
    print(pool.submit(square, 4).result())
    thread = threading.Thread(target=square, args=(5,))
    thread.start()
    thread.join()
    try:
        pool.submit(square, "x").result()
    except TypeError as error:
        print(type(error).__name__)
    found = []
    for value in pool.map(square, [6, 7]):
        found.append(value)
    for done in as_completed([pool.submit(square, 8)]):
        found.append(done.result())
    print(found)
    pool.shutdown()
    with ThreadPoolExecutor() as other:
        squares = [other.submit(square, 9)]
    print(squares[0].result())
    print(thread.is_alive())


asyncio.run(main())
