from typing import AsyncGenerator, TypeVar

A = TypeVar("A", bound="Base")
T = TypeVar("T")


class State:
    async def wait(self):
        return 1


class Base:
    _state: State | None
    other: "Unresolved" = None

    def __init__(self):
        self._state = None

    async def start(self):
        return 1

    async def stop(self: T) -> T:
        self.start()  #: coroutine[int]
        return self

    async def __aenter__(self: A) -> A:
        self.start()  #: coroutine[int]
        return self

    async def run(self):
        self._state.wait()  #: coroutine[int]
        self.other  #: unknown


class Mixin:
    async def more(self):
        return "m"


class Own(Base, Mixin):
    def __init__(self, state=0):
        self._state = state

    async def start(self):
        super().start()  #: coroutine[int]
        super().more()  #: coroutine[str]
        super().stop()  #: coroutine[Own]
        self._state  #: None | State


class Waits:
    def __await__(self):
        async def make():
            return self

        return make().__await__()

    async def acquire(self):
        return 1


class Remote:
    def __getattr__(self, name):
        async def call(**arguments):
            return 1

        return call


async def send(request) -> Own:
    return Own(request)


async def in_a_ring(auth: AsyncGenerator[State, Own]):
    request = await anext(auth)
    while True:
        response = await send(request)
        response  #: Own
        request = await auth.asend(response)
        request  #: State


async def main(either: Base | Mixin, base: Base, remote: Remote | None):
    either.more()  #: coroutine[str]
    either.start()  #: coroutine[None] | coroutine[int]
    (await Waits()).acquire()  #: coroutine[int]
    async with base as entered:
        entered  #: Base
    await base.stop()  #: Base
    remote.identity()  #: coroutine[int]
    remote.__deepcopy__  #: unknown
