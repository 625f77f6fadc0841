import asyncio
import queue
import threading


def work(jobs, done):
    jobs.put("job")
    done.set()


async def main():
    jobs, done = queue.Queue(), threading.Event()
    threading.Thread(target=work, args=(jobs, done)).start()
    print(done.wait(), jobs.get())


asyncio.run(main())
