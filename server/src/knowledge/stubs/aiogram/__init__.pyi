from typing import Any

from aiogram.client.bot import Bot as Bot
from aiogram.dispatcher.dispatcher import Dispatcher as Dispatcher
from aiogram.dispatcher.router import Router as Router

F: Any

def __getattr__(name: str) -> Any: ...
