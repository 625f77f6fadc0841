import asyncio
import socket


async def address_of(host):
    return socket.gethostbyname(host)


print(asyncio.run(address_of("localhost")))
