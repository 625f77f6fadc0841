from typing import Any

from sqlalchemy.engine import Connection as Connection, CursorResult as CursorResult, Engine as Engine, Result as Result, ScalarResult as ScalarResult, create_engine as create_engine
from sqlalchemy.schema import MetaData as MetaData

def __getattr__(name: str) -> Any: ...
