import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import urlopen


class Hello(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *args):
        pass


def load(url):
    return urlopen(url).read()


async def status(url):
    with urlopen(url) as response:
        return response.status


async def main(url):
    print(load(f"{url}/one"), urlopen(f"{url}/two").read(), await status(url))


server = HTTPServer(("127.0.0.1", 0), Hello)
threading.Thread(target=server.serve_forever, daemon=True).start()
asyncio.run(main(f"http://127.0.0.1:{server.server_port}"))
