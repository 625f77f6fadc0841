"""With a stand-in for the library, which the machine may lack: its async client gives the same."""

import asyncio
import sys
import types


class Response:
    def __init__(self, text):
        self.text = text


class Client:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return None

    def get(self, url):
        return Response(f"text of {url}")


class AsyncClient:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        return None

    async def get(self, url):
        await asyncio.sleep(0)
        return Response(f"text of {url}")


stand_in = types.ModuleType("httpx")
stand_in.Client, stand_in.AsyncClient = Client, AsyncClient
stand_in.get = lambda url: Client().get(url)
sys.modules["httpx"] = stand_in

import httpx


class Prices:
    def __init__(self):
        self.client = httpx.AsyncClient()

    async def load(self):
        return httpx.get("/prices").text

    async def load_again(self):
        return (await self.client.get("/again")).text


async def main():
    with httpx.Client() as client:
        print(client.get("/orders").text)
    prices = Prices()
    print(await prices.load(), await prices.load_again())


asyncio.run(main())
