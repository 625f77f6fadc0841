"""With a stand-in for the library, which the machine may lack: it opens and closes likewise."""

import asyncio
import sys
import types


class Playwright:
    def __enter__(self):
        print("opened")
        return self

    def __exit__(self, *exc_info):
        print("closed")


stand_in = types.ModuleType("playwright.sync_api")
stand_in.sync_playwright = Playwright
sys.modules["playwright"] = types.ModuleType("playwright")
sys.modules["playwright.sync_api"] = stand_in

from playwright.sync_api import sync_playwright


async def main():
    found = []
    with sync_playwright() as playwright:
        found.append(type(playwright).__name__)
    print(found)


asyncio.run(main())
