import asyncio
import os
import subprocess
import sys


async def main():
    print(subprocess.check_output([sys.executable, "-c", "print(1)"]).strip())
    done = subprocess.run([sys.executable, "-c", "print(2)"], capture_output=True, text=True)
    print(done.returncode, done.stdout.strip())
    subprocess.run([sys.executable, "-c", "open('made', 'w').close()"])
    code = subprocess.call([sys.executable, "-c", "raise SystemExit(3)"])
    subprocess.run("exit 0", shell=True)
    print(code, os.system("exit 0"), "made" in os.listdir("."))
    with subprocess.Popen([sys.executable, "-c", "print(5)"], stdout=subprocess.PIPE) as process:
        print(process.stdout.read().strip())
    try:
        subprocess.check_call([sys.executable, "-c", "raise SystemExit(4)"])
    except subprocess.CalledProcessError as error:
        print(error.returncode)


asyncio.run(main())
