from collections.abc import Callable
from typing import Any

from fastapi.applications import FastAPI as FastAPI
from fastapi.background import BackgroundTasks as BackgroundTasks
from fastapi.datastructures import UploadFile as UploadFile
from fastapi.exceptions import HTTPException as HTTPException
from fastapi.routing import APIRouter as APIRouter
from starlette.requests import Request as Request
from starlette.responses import Response as Response
from starlette.websockets import WebSocket as WebSocket, WebSocketDisconnect as WebSocketDisconnect

def Depends(dependency: Callable[..., Any] | None = None, *, use_cache: bool = True, scope: str | None = None) -> Any: ...
def Security(
    dependency: Callable[..., Any] | None = None, *, scopes: Any = None, use_cache: bool = True
) -> Any: ...
def __getattr__(name: str) -> Any: ...
