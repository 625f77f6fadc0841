import asyncio
import socket
import threading


def answer(server):
    connection, _ = server.accept()
    with connection:
        connection.sendall(b"hello")


async def address_of(host):
    return socket.gethostbyname(host)


async def greeting(address):
    with socket.create_connection(address) as connection:
        return connection.recv(5)


async def main():
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    threading.Thread(target=answer, args=(server,)).start()
    print(await address_of("localhost"), await greeting(server.getsockname()))
    server.close()


asyncio.run(main())
