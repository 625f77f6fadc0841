import asyncio
import queue
import select
import socket
import sqlite3
import subprocess
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from getpass import getpass
from pathlib import Path

import boto3
import requests

lock = threading.Lock()
jobs = queue.Queue()
pool = ThreadPoolExecutor()


def in_thread():
    with lock:
        print(jobs.get())


threading.Thread(target=in_thread).start()


async def fetch(url):
    page = await asyncio.to_thread(requests.get, url, timeout=3)  # expect: blocking-http
    with requests.Session() as session:
        await asyncio.to_thread(session.post, url, json={"a": 1})  # expect: blocking-http
    await asyncio.to_thread(urllib.request.urlopen, url)  # expect: blocking-http
    return page


async def build(target):
    await asyncio.to_thread(subprocess.run, ["make", target], check=True)  # expect: blocking-subprocess
    process_2 = await asyncio.create_subprocess_shell("make clean")
    await process_2.wait()  # expect: blocking-subprocess
    process = subprocess.Popen(["make"])  # expect: blocking-subprocess
    await asyncio.to_thread(process.wait)  # expect: blocking-subprocess


async def store(path):
    def work():
        with open(path) as file:  # expect: blocking-file
            text = file.read()
        return text

    text = await asyncio.to_thread(work)
    await asyncio.to_thread(Path(path).write_text, text)  # expect: blocking-file
    connection = sqlite3.connect("a.db")  # expect: blocking-database
    connection.execute("select 1")  # expect: blocking-database


async def talk(host):
    address = await asyncio.to_thread(socket.gethostbyname, host)  # expect: blocking-socket
    connection = socket.create_connection((address, 80))  # expect: blocking-socket
    await asyncio.to_thread(select.select, [connection], [], [])  # expect: blocking-socket


async def work():
    job = await asyncio.to_thread(jobs.get)  # expect: blocking-lock
    await asyncio.to_thread(lock.acquire)  # expect: blocking-lock
    answer = await asyncio.wrap_future(pool.submit(print, job))  # expect: blocking-wait
    thread = threading.Thread(target=in_thread)
    await asyncio.to_thread(thread.join)  # expect: blocking-wait
    name = await asyncio.to_thread(input, "name? ")  # expect: blocking-input
    secret = await asyncio.to_thread(getpass)  # expect: blocking-input
    boto3.client("s3").list_buckets()  # expect: blocking-call
    return name, secret, answer
