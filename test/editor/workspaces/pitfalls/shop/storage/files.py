import time


def keep(number):
    write(number)


def write(number):
    wait_for_disk()
    print(number)


def wait_for_disk():
    time.sleep(1)
