from typing import Any

from aiogram.methods.base import TelegramMethod as TelegramMethod

def __getattr__(name: str) -> Any: ...
