from typing import Any

from mysql.connector.connection import MySQLConnection as MySQLConnection
from mysql.connector.errors import Error as Error

def connect(*args: Any, **kwargs: Any) -> MySQLConnection: ...

def __getattr__(name: str) -> Any: ...
