from typing import Any

from pymysql.connections import Connection as Connection
from pymysql.err import Error as Error, IntegrityError as IntegrityError, MySQLError as MySQLError, OperationalError as OperationalError

def connect(*args: Any, **kwargs: Any) -> Connection: ...

def __getattr__(name: str) -> Any: ...
