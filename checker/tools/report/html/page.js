// Draws the report from the data in the page. Three parts: the list of findings
// with its filter, the finding that is shown, and the path through its sources.
// The address after '#' says what is shown, so that a finding can be linked.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const state = { finding: -1, step: -1, rule: "", query: "", seen: false, fresh: false };

// An element with properties and children; text is never parsed as HTML.
function element(tag, properties = {}, ...children) {
  const result = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) result.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) result.setAttribute(name, value);
  }
  result.append(...children);
  return result;
}

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

// --- The list ---------------------------------------------------------------

function isShown(finding) {
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [finding.text, finding.place, finding.check, finding.rule]
    .join(" ").toLowerCase();
  return (!state.rule || finding.rule === state.rule)
    && (!state.seen || finding.seen)
    && (!state.fresh || !finding.known)
    && words.every(word => text.includes(word));
}

const shown = () => data.findings.map((f, i) => i).filter(i => isShown(data.findings[i]));

function badges(finding) {
  const result = [];
  if (finding.seen) result.push(" ", element("span", { class: "badge seen" }, "seen at run time"));
  if (finding.known) result.push(" ", element("span", { class: "badge" }, "known"));
  return result;
}

function drawList() {
  const groups = new Map();
  for (const i of shown()) {
    const file = data.findings[i].file;
    if (!groups.has(file)) groups.set(file, []);
    groups.get(file).push(i);
  }
  const parts = [];
  for (const [file, members] of groups) {
    const items = members.map(i => {
      const finding = data.findings[i];
      return element("li", {}, element("button", {
        type: "button", "data-finding": i, onclick: () => show(i),
        "aria-current": i === state.finding ? "true" : undefined,
      }, finding.text, ...badges(finding), element("span", { class: "where" },
        `${finding.rule}, line ${finding.place.split(":").pop()}`)));
    });
    parts.push(element("h2", {}, `${file} (${members.length})`), element("ul", {}, ...items));
  }
  if (!parts.length)
    parts.push(element("p", {}, data.findings.length ? "No finding passes the filter." : "No findings."));
  byId("list").replaceChildren(...parts);

  const sites = data.sites;
  byId("summary").textContent =
    `${shown().length} of ${plural(data.findings.length, "finding")}, ` +
    `${plural(data.analysed, "file")} analysed, ` +
    `${plural(sites.total, "handle site")}: ${sites.proven} proven, ` +
    `${sites.reported} reported, ${sites.unknown} unknown`;
}

function fillFilter() {
  for (const [name, rule] of Object.entries(data.rules)) {
    const count = data.findings.filter(f => f.rule === name).length;
    byId("rule").append(element("option", { value: name }, `${name} (${count}): ${rule.title}`));
  }
  byId("seen-label").hidden = !data.hasRuntime;
  byId("new-label").hidden = !data.hasBaseline;
  const remark = (title, lines, isOpen) => lines.length &&
    byId("remarks").append(element("details", { open: isOpen ? "" : undefined },
      element("summary", {}, `${title} (${lines.length})`),
      element("ul", {}, ...lines.map(line => element("li", {}, line)))));
  remark("Not analysed", data.notAnalysed, true);
  remark("Comments that silence nothing", data.unusedNolints);
  remark("Seen at run time only", data.onlyAtRuntime);
}

// --- The finding ------------------------------------------------------------

const placeOf = step => step.line ? `${data.files[step.file].name}:${step.line}` : "";

function number(finding, index) {
  const isEnd = index === finding.steps.length - 1;
  return element("span", { class: isEnd ? "number end" : "number" }, String(index + 1));
}

function drawFinding() {
  const main = byId("finding");
  const finding = data.findings[state.finding];
  if (!finding) return main.replaceChildren(element("p", {}, "No finding is selected."));
  const rule = data.rules[finding.rule];
  const about = element("p", { class: "rule" }, `${finding.rule}, ${finding.check}: ${rule.fact}. `,
    element("a", { href: rule.page, rel: "noreferrer" }, "Microsoft's page"));
  if (rule.cwe) about.append(`, CWE-${rule.cwe}`);
  const steps = finding.steps.map((step, i) => element("li", {}, element("button", {
    type: "button", "data-step": i, onclick: () => goTo(i),
  }, number(finding, i), element("span", {}, step.text), element("span", { class: "where" }, placeOf(step)))));
  const parts = [element("h2", {}, finding.text, ...badges(finding)), about];
  if (finding.seen)
    parts.push(element("p", {}, `The runtime shim saw this happen (${plural(finding.seen, "report")}): ${finding.seenText}`));
  parts.push(element("ol", { class: "steps", "aria-label": "Path" }, ...steps));
  const files = [...new Set(finding.steps.filter(s => s.line).map(s => s.file))];
  main.replaceChildren(...parts, ...files.map(file => drawSource(finding, file)));
  drawPaths();
}

// --- The path through the sources -------------------------------------------

const context = 4; // Lines shown around a step; longer gaps fold.

function stepsByLine(finding, file) {
  const result = new Map();
  finding.steps.forEach((step, i) => {
    if (!step.line || step.file !== file) return;
    if (!result.has(step.line)) result.set(step.line, []);
    result.get(step.line).push(i);
  });
  return result;
}

// The line with the word at each step's column marked.
function codeCell(text, columns) {
  const cell = element("td", {});
  let done = 0;
  for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
    const start = column - 1;
    const word = /^(\w+|.)/u.exec(text.slice(start));
    if (start < done || !word) continue;
    cell.append(text.slice(done, start), element("mark", {}, word[0]));
    done = start + word[0].length;
  }
  cell.append(text.slice(done));
  return cell;
}

function codeRow(finding, file, line, steps) {
  const text = data.files[file].lines[line - 1];
  const isEnd = steps.includes(finding.steps.length - 1);
  return element("tr", { class: steps.length ? (isEnd ? "on end" : "on") : undefined },
    element("td", { class: "lane" }), element("td", { class: "nr" }, String(line)),
    codeCell(text, steps.map(i => finding.steps[i].column)));
}

function noteRow(finding, index) {
  const isEnd = index === finding.steps.length - 1;
  return element("tr", { "data-note": index }, element("td", { class: "lane" }), element("td", { class: "nr" }),
    element("td", { class: "note" }, element("div", { class: isEnd ? "end" : undefined },
      number(finding, index), element("span", {}, finding.steps[index].text))));
}

function gapRow(finding, file, from, to) {
  const row = element("tr", { class: "gap" });
  const open = () => {
    const lines = [];
    for (let line = from; line <= to; ++line) lines.push(codeRow(finding, file, line, []));
    row.replaceWith(...lines);
    drawPaths();
  };
  row.append(element("td", { class: "lane" }), element("td", { class: "nr" }, "…"),
    element("td", {}, element("button", { type: "button", onclick: open }, `show ${plural(to - from + 1, "line")}`)));
  return row;
}

function drawSource(finding, file) {
  const { name, lines } = data.files[file];
  const steps = stepsByLine(finding, file);
  const isNear = line => [...steps.keys()].some(at => Math.abs(at - line) <= context);
  const body = element("tbody");
  for (let line = 1; line <= lines.length; ++line) {
    let last = line;
    while (last <= lines.length && !isNear(last)) ++last;
    if (last - line > 2) {
      body.append(gapRow(finding, file, line, last - 1));
      line = last - 1;
      continue;
    }
    const here = steps.get(line) || [];
    body.append(codeRow(finding, file, line, here), ...here.map(i => noteRow(finding, i)));
  }
  return element("section", { class: "source", "data-file": file }, element("h3", {}, name),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Source of ${name}` },
      element("table", {}, body)));
}

// Arcs in the left lane from each step to the next, if both are in this file.
function drawPaths() {
  const svg = (tag, properties) => {
    const result = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(properties)) result.setAttribute(key, value);
    return result;
  };
  for (const box of document.querySelectorAll(".source .scroll")) {
    box.querySelector("svg")?.remove();
    const top = box.getBoundingClientRect().top;
    const at = new Map();
    for (const row of box.querySelectorAll("tr[data-note]")) {
      const place = row.getBoundingClientRect();
      at.set(Number(row.dataset.note), (place.top + place.bottom) / 2 - top);
    }
    const right = 44; // Just left of the lane's end in page.css.
    const drawing = svg("svg", { width: right + 4, height: box.scrollHeight, "aria-hidden": "true" });
    for (const [index, from] of at) {
      const to = at.get(index + 1);
      if (to === undefined) continue;
      const bend = right - Math.min(right - 4, 14 + Math.abs(to - from) / 12);
      drawing.append(
        svg("path", { d: `M${right} ${from + 3} C${bend} ${from + 3} ${bend} ${to - 3} ${right - 6} ${to - 3}` }),
        svg("path", { class: "head", d: `M${right} ${to - 3} l-8 -4 v8 z` }));
    }
    box.append(drawing);
  }
}

// --- What is shown ----------------------------------------------------------

function writeAddress() {
  const words = new URLSearchParams();
  if (state.finding >= 0) words.set("finding", state.finding + 1);
  if (state.step >= 0) words.set("step", state.step + 1);
  for (const name of ["rule", "query"]) if (state[name]) words.set(name, state[name]);
  for (const name of ["seen", "fresh"]) if (state[name]) words.set(name, "1");
  history.replaceState(null, "", "#" + words);
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const index = name => Number.parseInt(words.get(name), 10) - 1;
  state.rule = data.rules[words.get("rule")] ? words.get("rule") : "";
  state.query = words.get("query") || "";
  state.seen = words.has("seen");
  state.fresh = words.has("fresh");
  state.finding = data.findings[index("finding")] ? index("finding") : shown()[0] ?? -1;
  byId("rule").value = state.rule;
  byId("query").value = state.query;
  byId("seen").checked = state.seen;
  byId("new").checked = state.fresh;
  drawList();
  drawFinding();
  if (data.findings[state.finding]?.steps[index("step")]) goTo(index("step"));
}

function show(index) {
  state.finding = index;
  state.step = -1;
  drawList();
  drawFinding();
  byId("finding").scrollTop = 0;
  document.querySelector('#list [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  writeAddress();
}

function goTo(index) {
  state.step = index;
  for (const button of document.querySelectorAll(".steps button"))
    if (Number(button.dataset.step) === index) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  for (const row of document.querySelectorAll("tr[data-note]")) {
    const isHere = Number(row.dataset.note) === index;
    row.querySelector("div").classList.toggle("at", isHere);
    if (isHere) row.scrollIntoView({ block: "center" });
  }
  writeAddress();
}

function move(by) {
  const all = shown();
  const at = all.indexOf(state.finding);
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next !== undefined && next !== state.finding) show(next);
}

function moveStep(by) {
  const count = data.findings[state.finding]?.steps.length || 0;
  if (count) goTo(Math.min(Math.max(state.step + by, 0), count - 1));
}

function filterChanged() {
  state.rule = byId("rule").value;
  state.query = byId("query").value;
  state.seen = byId("seen").checked;
  state.fresh = byId("new").checked;
  const all = shown();
  if (!all.includes(state.finding)) {
    state.finding = all[0] ?? -1;
    state.step = -1;
    drawFinding();
  }
  drawList();
  writeAddress();
}

const keys = {
  j: () => move(1), k: () => move(-1), n: () => moveStep(1), p: () => moveStep(-1),
  "/": () => byId("query").focus(), r: () => byId("rule").focus(), "?": () => byId("help").showModal(),
};

function keyPressed(event) {
  const isTyping = event.target.matches("select, input");
  if (event.key === "Escape" && isTyping) event.target.blur();
  if (isTyping || byId("help").open || event.ctrlKey || event.altKey || event.metaKey) return;
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

// --- Light and dark ---------------------------------------------------------

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const themes = ["system", "light", "dark"];
let theme = 0;

function applyTheme() {
  const name = themes[theme];
  const isDark = name === "dark" || (name === "system" && systemIsDark.matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  byId("theme").textContent = `Theme: ${name}`;
}

systemIsDark.addEventListener("change", applyTheme);
byId("theme").addEventListener("click", () => { theme = (theme + 1) % themes.length; applyTheme(); });
byId("help-button").addEventListener("click", keys["?"]);
byId("filter").addEventListener("input", filterChanged);
byId("filter").addEventListener("submit", event => event.preventDefault());
document.addEventListener("keydown", keyPressed);
addEventListener("resize", drawPaths);
addEventListener("hashchange", readAddress);

applyTheme();
fillFilter();
readAddress();
