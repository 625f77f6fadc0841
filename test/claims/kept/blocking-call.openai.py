"""With a stand-in for the library, which the machine may lack: its async client gives the same."""

import asyncio
import sys
import types


class Responses:
    def create(self, *, model, input, stream=False):
        return input.split("y") if stream else f"{model}: {input}"


class AsyncResponses:
    async def create(self, *, model, input, stream=False):
        await asyncio.sleep(0)
        return self.events(input) if stream else f"{model}: {input}"

    async def events(self, text):
        for event in text.split("y"):
            yield event


stand_in = types.ModuleType("openai")
stand_in.OpenAI = type("OpenAI", (), {"responses": Responses()})
stand_in.AsyncOpenAI = type("AsyncOpenAI", (), {"responses": AsyncResponses()})
sys.modules["openai"] = stand_in

import openai

client = openai.OpenAI()
streaming = openai.OpenAI()


async def main():
    print(client.responses.create(model="m", input="hello"))
    for event in streaming.responses.create(model="m", input="bye", stream=True):
        print(event)


asyncio.run(main())
