from typing import Any

class Transcriptions:
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class AsyncTranscriptions:
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class Translations:
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class AsyncTranslations:
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class Speech:
    def create(self, *args: Any, **kwargs: Any) -> Any: ...

class AsyncSpeech:
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...

class Audio:
    transcriptions: Transcriptions
    translations: Translations
    speech: Speech

class AsyncAudio:
    transcriptions: AsyncTranscriptions
    translations: AsyncTranslations
    speech: AsyncSpeech

def __getattr__(name: str) -> Any: ...
