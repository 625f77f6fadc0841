from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Model

try:
    import ujson as json
except ImportError:
    import json


class Client:
    async def get(self) -> Model: ...

    def child(self) -> "Model": ...


def dump():
    return json.dumps(1)


def factory():
    return Client()
