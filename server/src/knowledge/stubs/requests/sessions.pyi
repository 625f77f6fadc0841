from typing import Any

from requests import Session as Session, session as session

def __getattr__(name: str) -> Any: ...
