from typing import Any

from aiogram.dispatcher.event.event import EventObserver
from aiogram.dispatcher.event.telegram import TelegramEventObserver

class Router:
    def __init__(self, *, name: str | None = None) -> None: ...
    message: TelegramEventObserver
    edited_message: TelegramEventObserver
    callback_query: TelegramEventObserver
    inline_query: TelegramEventObserver
    chat_member: TelegramEventObserver
    my_chat_member: TelegramEventObserver
    poll: TelegramEventObserver
    error: TelegramEventObserver
    errors: TelegramEventObserver
    startup: EventObserver
    shutdown: EventObserver
    def include_router(self, router: Router) -> Router: ...
    def include_routers(self, *routers: Router) -> None: ...

def __getattr__(name: str) -> Any: ...
