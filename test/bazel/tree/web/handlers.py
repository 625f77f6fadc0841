from core.rest import rest


async def handle(request: object) -> str:
    rest(0.1)
    return "done"
