from typing import Any

from psycopg2.extensions import connection

def connect(*args: Any, **kwargs: Any) -> connection: ...

def __getattr__(name: str) -> Any: ...
