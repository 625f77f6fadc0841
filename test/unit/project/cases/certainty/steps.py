import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Optional, cast


class Client:
    limit: int
    retries: int = 3
    queue: "asyncio.Queue[int]" = asyncio.Queue()
    name: str = "none"
    other: Optional["Client"] = None

    def __init__(self, name: str, parent: "Client", given):
        self.name = name
        self.parent = parent
        self.own: "Client" = Client("a", parent, 1)
        self.lock: asyncio.Lock = asyncio.Lock()
        self.later: Optional[asyncio.Lock] = None
        self.plain = asyncio.Lock()

    async def get(self):
        return 1

    async def fetch(self) -> str:
        return "text"

    async def untold(self) -> str: ...

    def count(self) -> int:
        return 1

    def untold_count(self) -> int: ...


# Parameters


def parameters(client: Client, clients: list[Client], *more: Client, handler: Callable[[], Awaitable[int]]):
    client  #: declared Client
    client.get  #: declared method get
    client.get()  #: declared coroutine[int]
    clients  #: declared list[Client]
    clients[0]  #: declared Client
    more  #: proven tuple[Client]
    more[0]  #: declared Client
    handler()  #: declared Awaitable[int]
    for each in clients:
        each  #: declared Client
    if isinstance(client, Client):
        client  #: proven Client
    made = Client("a", client, 1)
    made  #: proven Client
    made.get()  #: proven coroutine[int]
    made.get  #: proven method get
    local: Client = made
    local  #: proven Client
    other: Client = clients[0]
    other  #: declared Client
    either = made if clients else client
    either  #: declared Client
    [made]  #: proven list[Client]
    [client]  #: proven list[Client]
    [client][0]  #: declared Client
    cast(Client, made)  #: declared Client


def unannotated(client):
    client  #: declared Client


unannotated(Client("a", None, 2))


# Attributes


def attributes():
    client = Client("a", None, 1)
    client.limit  #: declared int
    client.retries  #: proven int
    client.queue  #: proven Queue[int]
    client.queue.put(1)  #: proven coroutine[None]
    client.name  #: declared str
    client.parent  #: declared Client
    client.parent.get()  #: declared coroutine[int]
    client.own  #: proven Client
    client.lock  #: proven Lock
    client.plain  #: proven Lock
    client.later  #: declared Lock | None
    client.other  #: declared Client | None


# Results: the coroutine is proven, what comes of it may be declared


async def results():
    client = Client("a", None, 1)
    client.fetch()  #: proven coroutine[str]
    await client.fetch()  #: proven str
    client.untold()  #: proven coroutine[str]
    await client.untold()  #: declared str
    client.count()  #: proven int
    client.untold_count()  #: declared int
    [client.untold()]  #: proven list[coroutine[str]]
    await [client.untold()][0]  #: declared str
    await asyncio.sleep(1, "x")  #: proven str
    await asyncio.sleep(1, await client.untold())  #: declared str


# Functions whose annotation says something else than their code


def told_awaitable(kind) -> Awaitable:
    async def one(text):
        return text

    return one


def told_and_seen() -> Awaitable[int]:
    return Client("a", None, 1).get()


def generator() -> Iterator[Client]:
    yield Client("a", None, 1)


async def async_generator() -> AsyncIterator[Client]:
    yield Client("a", None, 1)


def functions():
    told_awaitable(1)  #: proven def one
    told_awaitable(1)("a")  #: proven coroutine[unknown]
    told_and_seen()  #: proven Awaitable[int]
    generator()  #: proven Iterator[Client]
    next(generator())  #: declared Client
    async_generator()  #: proven AsyncIterator[Client]
