#!/usr/bin/env python3
"""A language client that opens one file: lsp.py SERVER BUILD_DIR FILE.

Prints the diagnostics that the server publishes, as
  FILE:LINE: CODE: MESSAGE
followed by their related locations as
  FILE:LINE: MESSAGE
"""

import json
import os
import subprocess
import sys


class Server:
    def __init__(self, program, build_dir):
        self.process = subprocess.Popen(
            [program, "--compile-commands-dir=" + build_dir, "--log=error",
             "--background-index=false"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body))
        self.process.stdin.write(body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("the server ended without an answer")
            name, _, value = line.decode().strip().partition(":")
            if not name:
                return json.loads(self.process.stdout.read(length))
            if name.lower() == "content-length":
                length = int(value)

    def start(self):
        self.send(id=1, method="initialize", params={
            "processId": None, "rootUri": None,
            "capabilities": {"textDocument": {
                "publishDiagnostics": {"relatedInformation": True,
                                       "versionSupport": True}}}})
        self.send(method="initialized", params={})

    def open(self, uri, text):
        self.send(method="textDocument/didOpen", params={"textDocument": {
            "uri": uri, "languageId": "c", "version": 1, "text": text}})

    def stop(self):
        self.send(id=2, method="shutdown")
        self.send(method="exit")
        self.process.wait(30)

    def wait_for(self, method):
        while True:
            message = self.receive()
            if message.get("method") == method:
                return message["params"]

    def diagnostics_of(self, uri):
        """The next ones for `uri`: a file of settings has some, too."""
        while True:
            published = self.wait_for("textDocument/publishDiagnostics")
            if published["uri"] == uri:
                return published


def place(uri, span):
    return "%s:%d" % (os.path.basename(uri), span["start"]["line"] + 1)


def main(program, build_dir, path):
    server = Server(program, build_dir)
    server.start()
    uri = "file://" + os.path.abspath(path)
    with open(path, encoding="utf-8") as file:
        server.open(uri, file.read())
    published = server.diagnostics_of(uri)
    for found in published["diagnostics"]:
        print("%s: %s: %s" % (place(uri, found["range"]), found.get("code"),
                              found["message"].lower()))
        for related in found.get("relatedInformation", []):
            location = related["location"]
            print("%s: %s" % (place(location["uri"], location["range"]),
                              related["message"].lower()))
    server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
