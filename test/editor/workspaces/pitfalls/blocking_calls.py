import os
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
    page = requests.get(url, timeout=3)  # expect: blocking-http
    with requests.Session() as session:
        session.post(url, json={"a": 1})  # expect: blocking-http
    urllib.request.urlopen(url)  # expect: blocking-http
    return page


async def build(target):
    subprocess.run(["make", target], check=True)  # expect: blocking-subprocess
    os.system("make clean")  # expect: blocking-subprocess
    process = subprocess.Popen(["make"])  # expect: blocking-subprocess
    process.wait()  # expect: blocking-subprocess


async def store(path):
    with open(path) as file:  # expect: blocking-file
        text = file.read()
    Path(path).write_text(text)  # expect: blocking-file
    connection = sqlite3.connect("a.db")  # expect: blocking-database
    connection.execute("select 1")  # expect: blocking-database


async def talk(host):
    address = socket.gethostbyname(host)  # expect: blocking-socket
    connection = socket.create_connection((address, 80))  # expect: blocking-socket
    select.select([connection], [], [])  # expect: blocking-socket


async def work():
    job = jobs.get()  # expect: blocking-lock
    lock.acquire()  # expect: blocking-lock
    answer = pool.submit(print, job).result()  # expect: blocking-wait
    thread = threading.Thread(target=in_thread)
    thread.join()  # expect: blocking-wait
    name = input("name? ")  # expect: blocking-input
    secret = getpass()  # expect: blocking-input
    boto3.client("s3").list_buckets()  # expect: blocking-call
    return name, secret, answer
