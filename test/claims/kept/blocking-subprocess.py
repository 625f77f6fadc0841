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
    shown = subprocess.run([sys.executable, "-c", "print(6)"], capture_output=True, check=True)
    print(shown.args[1:], shown.returncode, shown.stdout.strip(), shown.stderr)
    upper = "import sys; print(sys.stdin.read().upper())"
    read = subprocess.run([sys.executable, "-c", upper], input=b"seven", stdout=subprocess.PIPE)
    print(read.stdout.strip(), read.stderr)
    try:
        subprocess.check_call([sys.executable, "-c", "raise SystemExit(4)"])
    except subprocess.CalledProcessError as error:
        print(error.returncode)


asyncio.run(main())
