"""A pytest plugin: adds how each test came out, as a line of JSON, to the file that $OUTCOMES names."""

import json
import os


def write(name, outcome, text):
    # Closed at once: what is left open is a warning, and some suites take warnings for failures.
    with open(os.environ["OUTCOMES"], "a", encoding="utf-8") as file:
        file.write(json.dumps([name, outcome, text[-2000:]]) + "\n")


def pytest_runtest_logreport(report):
    # Setup and teardown count where they are more than a formality.
    if report.when == "call" or report.outcome != "passed":
        outcome = "expected to fail" if hasattr(report, "wasxfail") else report.outcome
        write(f"{report.nodeid} ({report.when})", outcome, report.longreprtext)


def pytest_collectreport(report):
    if report.outcome == "failed":
        write(f"{report.nodeid} (collection)", report.outcome, report.longreprtext)
