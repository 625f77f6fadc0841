from typing import Any

from websockets.asyncio.client import ClientConnection as ClientConnection, connect as connect
from websockets.asyncio.server import Server as Server, ServerConnection as ServerConnection, serve as serve

def __getattr__(name: str) -> Any: ...
