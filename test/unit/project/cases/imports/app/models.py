import app.core


class Model:
    async def save(self):
        return app.core.Client()

    def owner(self):
        from .core import factory

        return factory()
