"""Tells people what happened. Plain functions, called from coroutines elsewhere."""

import asyncio
import urllib.request

WEBHOOK = "https://example.org/hooks/feeds"


def announce(message: str) -> None:
    post(WEBHOOK, message.encode())


def post(url: str, body: bytes) -> None:
    urllib.request.urlopen(url, data=body, timeout=10)


def notify_admin(message: str) -> None:
    asyncio.run(send_mail("admin@example.org", message))


async def send_mail(recipient: str, message: str) -> None:
    reader, writer = await asyncio.open_connection("localhost", 25)
    writer.write(f"RCPT TO:<{recipient}>\r\nDATA\r\n{message}\r\n.\r\n".encode())
    await writer.drain()
    # An endless answer would be read line by line, if this waited for the lines.
    for line in reader:
        print(line)
