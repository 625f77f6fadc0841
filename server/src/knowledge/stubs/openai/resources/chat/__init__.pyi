from typing import Any

from openai.resources.chat.completions import AsyncCompletions, Completions

class Chat:
    completions: Completions

class AsyncChat:
    completions: AsyncCompletions

def __getattr__(name: str) -> Any: ...
