import asyncio
import hashlib


def derived(word):
    return hashlib.pbkdf2_hmac("sha256", word, b"salt", 1_000_000).hex()


async def main():
    print(derived(b"one"), [derived(word) for word in (b"two", b"three")])
    print(hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 1_000_000).hex())


asyncio.run(main())
