from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

class MySQLConnection(MySQLConnectionAbstract):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

def __getattr__(name: str) -> Any: ...
