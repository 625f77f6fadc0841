import asyncio
import typing
from typing import Awaitable, Callable, Counter, DefaultDict, Deque, Dict, List, Optional, OrderedDict, Set

Receive = Callable[[], Awaitable[bytes]]
MaybeLock = Optional[asyncio.Lock]
Locks = Dict[int, asyncio.Lock]


def by_alias(receive: Receive, handler: Optional[Receive], lock: MaybeLock, locks: Locks):
    receive()  #: Awaitable[bytes]
    handler  #: None | callable[Awaitable[bytes]]
    lock  #: Lock | None
    locks[1]  #: Lock


def old_names(
    locks: List[asyncio.Lock],
    named: typing.Dict[str, asyncio.Lock],
    texts: Set,
    groups: DefaultDict[str, List[int]],
    waiting: Deque[asyncio.Lock],
    counts: Counter[str],
    order: OrderedDict[str, int],
    later: List["asyncio.Lock"],
):
    locks[0]  #: Lock
    named["a"]  #: Lock
    texts  #: set
    groups  #: defaultdict[str, list[int]]
    waiting  #: deque[Lock]
    counts  #: Counter[str]
    order  #: OrderedDict[str, int]
    later.pop()  #: Lock
