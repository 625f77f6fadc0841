import asyncio
import hashlib


async def main():
    print(hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 1_000_000).hex())


asyncio.run(main())
