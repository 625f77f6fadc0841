from typing import Any

from redis.asyncio.client import Redis as Redis, StrictRedis as StrictRedis

def from_url(url: str, **kwargs: Any) -> Redis: ...

def __getattr__(name: str) -> Any: ...
