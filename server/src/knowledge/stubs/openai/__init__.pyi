from typing import Any, Self

from openai.resources.audio import AsyncAudio, Audio
from openai.resources.batches import AsyncBatches, Batches
from openai.resources.chat import AsyncChat, Chat
from openai.resources.completions import AsyncCompletions, Completions
from openai.resources.embeddings import AsyncEmbeddings, Embeddings
from openai.resources.files import AsyncFiles, Files
from openai.resources.images import AsyncImages, Images
from openai.resources.models import AsyncModels, Models
from openai.resources.moderations import AsyncModerations, Moderations
from openai.resources.responses import AsyncResponses, Responses
from openai.resources.vector_stores import AsyncVectorStores, VectorStores

class OpenAIError(Exception): ...
class APIError(OpenAIError): ...

class OpenAI:
    def __init__(self, **kwargs: Any) -> None: ...
    completions: Completions
    embeddings: Embeddings
    images: Images
    moderations: Moderations
    files: Files
    models: Models
    batches: Batches
    vector_stores: VectorStores
    responses: Responses
    audio: Audio
    chat: Chat
    def close(self) -> None: ...
    def with_options(self, *args: Any, **kwargs: Any) -> Self: ...
    def copy(self, *args: Any, **kwargs: Any) -> Self: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...

class AsyncOpenAI:
    def __init__(self, **kwargs: Any) -> None: ...
    completions: AsyncCompletions
    embeddings: AsyncEmbeddings
    images: AsyncImages
    moderations: AsyncModerations
    files: AsyncFiles
    models: AsyncModels
    batches: AsyncBatches
    vector_stores: AsyncVectorStores
    responses: AsyncResponses
    audio: AsyncAudio
    chat: AsyncChat
    async def close(self) -> None: ...
    def with_options(self, *args: Any, **kwargs: Any) -> Self: ...
    def copy(self, *args: Any, **kwargs: Any) -> Self: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...

class AzureOpenAI(OpenAI): ...
class AsyncAzureOpenAI(AsyncOpenAI): ...

def __getattr__(name: str) -> Any: ...
