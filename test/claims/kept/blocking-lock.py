import asyncio
import hashlib
import queue
import threading


def work(jobs, done):
    jobs.put("job")
    done.set()


async def derived(lock: threading.Lock):
    with lock:
        return hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 100_000).hex()


async def main():
    jobs, done = queue.Queue(), threading.Event()
    threading.Thread(target=work, args=(jobs, done)).start()
    print(done.wait(), jobs.get())
    print(await derived(threading.Lock()))


asyncio.run(main())
