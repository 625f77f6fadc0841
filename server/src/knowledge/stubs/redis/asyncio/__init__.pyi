from typing import Any

from redis.asyncio.client import Redis as Redis, StrictRedis as StrictRedis

class RedisCluster(Redis):
    async def initialize(self) -> RedisCluster: ...

def from_url(url: str, **kwargs: Any) -> Redis: ...

def __getattr__(name: str) -> Any: ...
