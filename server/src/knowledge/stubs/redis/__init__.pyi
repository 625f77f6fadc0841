from typing import Any

from redis.client import Redis as Redis, StrictRedis as StrictRedis
from redis.exceptions import ConnectionError as ConnectionError, RedisError as RedisError

def from_url(url: str, **kwargs: Any) -> Redis: ...

def __getattr__(name: str) -> Any: ...
