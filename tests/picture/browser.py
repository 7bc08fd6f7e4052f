#!/usr/bin/env python3
"""browser.py PAGE.html: drives Chromium by its debugging pipe, with real keys and a real mouse, the network off.

Reads commands from standard input, one a line, and writes one line of JSON for each:
  key NAME            presses it
  hover TAG           moves the mouse onto the element that shows it topmost; false where it is nowhere to be reached
  away                moves the mouse off everything
  click TAG           hovers and clicks
  eval EXPRESSION     its value
  scheme light|dark   what the reader's system prefers; "print" is paper
  motion less|any     whether the reader's system asks for little motion
  width PIXELS        shows the page on a small screen
  wait SECONDS
  print FILE          the page as PDF
  shot FILE           what is seen, as PNG
  faults              script errors and requests to anywhere but this page, so far
"""
import base64
import json
import os
import subprocess
import sys
import tempfile
import time

KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "PageDown": 34, "PageUp": 33, "Home": 36, "End": 35, "Escape": 27, " ": 32, ".": 190,
        "Tab": 9, "Enter": 13, "ArrowUp": 38, "ArrowDown": 40}
REACH = """(tag => {
  for (const element of document.querySelectorAll(`#stage [data-tag="${tag}"]`)) {
    const box = element.getBoundingClientRect();
    for (const [across, down] of [[.5, .5], [.25, .25], [.75, .25], [.25, .75], [.75, .75], [.1, .5], [.9, .5]]) {
      const x = box.x + across * box.width, y = box.y + down * box.height;
      if (document.elementFromPoint(x, y)?.closest("[data-tag]")?.dataset.tag === tag) return [x, y];
    }
  }
  return null;
})"""


class Browser:
    def __init__(self, page, profile):
        to_browser, self.out = os.pipe()
        self.inp, from_browser = os.pipe()
        # The debugging pipe is descriptor 3 to read from and 4 to write to.
        script = f'exec 3<&{to_browser} 4>&{from_browser}; exec "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", script, "bash", "chromium", "--headless", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", "--user-data-dir=" + profile, "--disable-background-networking",
             "--window-size=1100,900", "about:blank"],
            pass_fds=[to_browser, from_browser], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.session = None
        self.faults = []
        self.loaded = False
        self.address = "file://" + os.path.abspath(page)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Runtime", "Page", "Network", "Log"]:
            self.call(domain + ".enable")
        self.call("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
        self.call("Page.navigate", url=self.address)
        while not self.loaded:
            self.receive()

    def receive(self):
        while b"\0" not in self.buffer:
            data = os.read(self.inp, 1 << 16)
            if not data:
                raise SystemExit("chromium ended")
            self.buffer += data
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.faults.append(parameters["exceptionDetails"]["text"])
        if method == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            self.faults.append(parameters["entry"]["text"])
        if method == "Network.requestWillBeSent" and not parameters["request"]["url"].startswith((self.address, "data:")):
            self.faults.append("request: " + parameters["request"]["url"])
        if method == "Page.loadEventFired":
            self.loaded = True
        return message

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            return "error: " + result["exceptionDetails"]["exception"]["description"]
        return result["result"].get("value")

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def hover(self, tag):
        place = self.evaluate(REACH + f"({json.dumps(tag)})")
        if not place:
            return None
        self.mouse("mouseMoved", *place)
        return place

    def run(self, command, argument):
        if command == "key":
            text = {"text": "\r" if argument == "Enter" else argument} if len(argument) == 1 or argument == "Enter" else {}
            for kind in ["keyDown", "keyUp"]:
                self.call("Input.dispatchKeyEvent", type=kind, key=argument, windowsVirtualKeyCode=KEYS[argument],
                          **(text if kind == "keyDown" else {}))
            return True
        if command in ("hover", "click"):
            place = self.hover(argument)
            if place and command == "click":
                for kind in ["mousePressed", "mouseReleased"]:
                    self.mouse(kind, *place, button="left", clickCount=1)
            return bool(place)
        if command == "away":
            self.mouse("mouseMoved", 1, 1)
            return True
        if command == "eval":
            return self.evaluate(argument)
        if command == "scheme":
            media = "print" if argument == "print" else ""
            features = [] if argument == "print" else [{"name": "prefers-color-scheme", "value": argument}]
            self.call("Emulation.setEmulatedMedia", media=media, features=features)
            return True
        if command == "motion":
            feature = {"name": "prefers-reduced-motion", "value": "reduce" if argument == "less" else "no-preference"}
            self.call("Emulation.setEmulatedMedia", media="", features=[feature])
            return True
        if command == "width":
            self.call("Emulation.setDeviceMetricsOverride", width=int(argument), height=700, deviceScaleFactor=1, mobile=True)
            return True
        if command == "wait":
            time.sleep(float(argument))
            return True
        if command in ("print", "shot"):
            call = ("Page.printToPDF", {"printBackground": True}) if command == "print" else ("Page.captureScreenshot", {})
            data = self.call(call[0], **call[1])["data"]
            with open(argument, "wb") as file:
                file.write(base64.b64decode(data))
            return True
        if command == "faults":
            return self.faults
        raise SystemExit("unknown command: " + command)


def main():
    # Chromium's helpers may outlive it by a moment, and write to its profile while that is removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(sys.argv[1], profile)
        try:
            for line in sys.stdin:
                command, _, argument = line.rstrip("\n").partition(" ")
                print(json.dumps(browser.run(command, argument)), flush=True)
        finally:
            browser.process.kill()
            browser.process.wait()


main()
