"""With stand-ins for the libraries, which the machine may lack: both give the same replies."""

import asyncio
import sys
import types


class Reply:
    def __init__(self, text):
        self.text = text
        self.content = text.encode()
        self.status_code = 200

    def raise_for_status(self):
        return None

    def json(self):
        return {"text": self.text}


class AsyncReply:
    def __init__(self, text):
        self.body = text
        self.status = 200

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc_info):
        return None

    def raise_for_status(self):
        return None

    async def text(self):
        return self.body

    async def read(self):
        return self.body.encode()

    async def json(self, *, content_type="application/json"):
        return {"text": self.body}


class ClientSession:
    def get(self, url, timeout=None):
        return AsyncReply(f"text of {url}")


def get(url, timeout=None):
    return Reply(f"text of {url}")


requests_in_place, aiohttp_in_place = types.ModuleType("requests"), types.ModuleType("aiohttp")
requests_in_place.get = get
aiohttp_in_place.ClientSession = ClientSession
aiohttp_in_place.ClientTimeout = lambda total: total
sys.modules["requests"], sys.modules["aiohttp"] = requests_in_place, aiohttp_in_place

import aiohttp
import requests


class Prices:
    def __init__(self):
        self.session = aiohttp.ClientSession()

    async def load(self):
        reply = requests.get("/prices", timeout=5)
        reply.raise_for_status()
        if reply.status_code == 200:
            return reply.json(), reply.content
        return None

    async def show(self):
        reply = requests.get("/shown")
        print(reply.text.upper())
        print("shown")


async def main():
    prices = Prices()
    print(await prices.load())
    await prices.show()


asyncio.run(main())
