#!/usr/bin/env python3
# Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for licence information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Uses an HTML report as a person would, in headless Chromium.

  use_report.py REPORT.html [SCREENSHOT_FOLDER]

The report needs three findings or more, of two rules or more.
"""

import base64
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from webdriver import Browser, ESCAPE  # noqa: E402

SHOWN = "return document.querySelectorAll('#list button').length"
CURRENT = """return Number(document.querySelector(
    '#list [aria-current=true]').dataset.finding)"""
STEP = """const at = document.querySelector('[aria-current=step]');
return at && Number(at.dataset.step)"""
CONTRAST = """
const parse = colour => colour.match(/[\\d.]+/g).map(Number);
const light = rgb => rgb.slice(0, 3).map(v => v / 255)
  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
function ground(node) {
  for (; node; node = node.parentElement) {
    const colour = parse(getComputedStyle(node).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
}
const result = [];
for (const node of document.querySelectorAll('body *')) {
  const hasText = [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (!hasText || !node.checkVisibility() || node.matches('script, noscript, option, .skip')) continue;
  const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) result.push(node.tagName + '.' + node.className + ' ' + ratio.toFixed(2));
}
return [...new Set(result)];
"""


def expect(condition, what):
    if not condition:
        sys.exit(f"use_report: {what}")


def wait_for(browser, script, value, what):
    """Some events come with the next frame only."""
    for _ in range(100):
        if browser.run(script) == value:
            return
        time.sleep(0.1)
    sys.exit(f"use_report: {what}")


def loads_nothing(browser, url):
    asked = [u for u in browser.requests() if u != "about:blank"]
    expect(asked == [url], f"asked for more than the page: {asked}")
    expect(not browser.log("browser"), "messages on the console")


def keys_move_findings(browser):
    total = browser.run(SHOWN)
    expect(total >= 3, f"only {total} findings in the list")
    expect(browser.run(CURRENT) == 0, "the first finding is not shown")
    browser.press("j", "j", "k")
    expect(browser.run(CURRENT) == 1, "j and k do not move")
    browser.press("k", "k", "k")
    expect(browser.run(CURRENT) == 0, "k leaves the list")
    return total


def keys_move_steps(browser):
    steps = browser.run(
        "return document.querySelectorAll('.steps button').length")
    expect(steps >= 2, f"only {steps} steps")
    browser.press("n", "n", "p")
    expect(browser.run(STEP) == 0, "n and p do not move")
    expect(browser.run("return location.hash").endswith("finding=1&step=1"),
           "the address does not name the step")
    browser.press(*"n" * (steps + 2))
    expect(browser.run(STEP) == steps - 1, "n leaves the path")


def path_is_drawn(browser):
    drawn, steps, marked = browser.run("""
      const visible = document.querySelectorAll('tr[data-note]').length;
      const files = document.querySelectorAll('.source').length;
      return [document.querySelectorAll('svg path:not(.head)').length,
              visible - files, document.querySelectorAll('mark').length]""")
    expect(drawn == steps and drawn > 0, f"{drawn} arcs for {steps} moves")
    expect(marked > 0, "no word is marked")
    before = browser.run("return document.querySelectorAll('.source tr').length")
    browser.click(".gap button")
    after = browser.run("return document.querySelectorAll('.source tr').length")
    expect(after > before, "a fold does not open")


def filters_work(browser, total):
    browser.press("/", *"zzzz")
    expect(browser.run(SHOWN) == 0, "the filter by text lets all pass")
    expect(browser.run("return document.getElementById('list').textContent")
           == "No finding passes the filter.", "an empty list says nothing")
    browser.run("document.getElementById('query').value = ''")
    browser.press(" ", ESCAPE)
    expect(browser.run("return document.activeElement === document.body"),
           "Escape does not leave the field")
    expect(browser.run(SHOWN) == total, "the filter stays")
    browser.press("r")
    expect(browser.run("return document.activeElement.id") == "rule",
           "r does not lead to the rules")
    browser.run("""const rule = document.getElementById('rule');
      rule.value = rule.options[1].value;
      rule.dispatchEvent(new Event('input', {bubbles: true}))""")
    some = browser.run(SHOWN)
    expect(0 < some < total, f"the filter by rule shows {some} of {total}")


def links_are_kept(browser, url):
    some = browser.run(SHOWN)
    browser.open(url + browser.run("return location.hash"))
    expect(browser.run(SHOWN) == some, "a link does not keep the filter")
    browser.open(url + "#finding=2&step=1")
    expect(browser.run(CURRENT) == 1 and browser.run(STEP) == 0,
           "a link does not show its finding and step")
    browser.open(url + "#finding=99&step=x&rule=%3Cb%3E")
    expect(browser.run(CURRENT) == 0, "a wrong link shows nothing")


def help_opens(browser):
    browser.press("?")
    expect(browser.run("return document.getElementById('help').open"),
           "? opens no help")
    browser.press("j")
    expect(browser.run(CURRENT) == 0, "keys act behind the help")
    browser.press(ESCAPE)
    expect(not browser.run("return document.getElementById('help').open"),
           "Escape does not close the help")


def everything_is_reached_by_tab(browser):
    reached = set()
    for _ in range(200):
        browser.press("\ue004")
        name = browser.run("""const e = document.activeElement;
          return e.id || e.dataset.finding || e.className || e.tagName""")
        if name == "BODY" or ("skip" in reached and name == "skip"):
            break
        reached.add(name)
    for name in ("skip", "theme", "help-button", "rule", "query", "1", "scroll"):
        expect(name in reached, f"Tab does not reach {name}: {sorted(reached)}")


def themes_are_readable(browser, folder):
    grounds = {}
    for scheme in ("light", "dark"):
        browser.prefer(scheme)
        wait_for(browser, "return document.documentElement.dataset.theme",
                 scheme, f"the page does not follow the system to {scheme}")
        grounds[scheme] = browser.run(
            "return getComputedStyle(document.body).backgroundColor")
        pale = browser.run(CONTRAST)
        expect(not pale, f"too little contrast in {scheme}: {pale}")
        if folder:
            picture = browser._send("GET", browser.session + "/screenshot")
            (folder / f"{scheme}.png").write_bytes(base64.b64decode(picture))
    expect(grounds["light"] != grounds["dark"], "dark is not dark")
    browser.click("#theme")
    expect(browser.run("return getComputedStyle(document.body).backgroundColor")
           == grounds["light"], "the button does not choose a theme")


def main(report, folder=None):
    url = pathlib.Path(report).resolve().as_uri()
    browser = Browser()
    try:
        browser.open(url)
        loads_nothing(browser, url)
        total = keys_move_findings(browser)
        keys_move_steps(browser)
        path_is_drawn(browser)
        filters_work(browser, total)
        links_are_kept(browser, url)
        help_opens(browser)
        everything_is_reached_by_tab(browser)
        themes_are_readable(browser, folder and pathlib.Path(folder))
        expect(not browser.log("browser"), "messages on the console")
    finally:
        browser.close()
    print(f"used {total} findings")


if __name__ == "__main__":
    main(*sys.argv[1:])
