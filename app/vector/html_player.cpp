#include "vector/html_player.h"

namespace convoscope {

std::string_view html_style() {
  return R"css(
:root{color-scheme:light dark}
html,body{margin:0;height:100%;background:var(--page)}
body{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:12px;padding:12px;box-sizing:border-box;font:15px/1.4 Inter,'WenQuanYi Micro Hei',system-ui,sans-serif;color:var(--ink)}
#view{flex:0 1 auto;min-height:0;max-width:100%;display:flex;overflow:auto}
#view svg{max-width:100%;max-height:100%;margin:auto}
#view svg:focus{outline:none}
#view svg:focus-visible{outline:2px solid var(--focus);outline-offset:-2px}
nav{display:flex;align-items:center;gap:6px;width:100%;max-width:720px}
button{font:inherit;color:inherit;background:none;border:1px solid transparent;border-radius:8px;min-width:40px;height:40px;padding:0;cursor:pointer}
button:hover{border-color:currentColor}
button:focus-visible,input:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
button svg{width:18px;height:18px;fill:currentColor;vertical-align:middle}
input{flex:1;min-width:60px;accent-color:var(--focus);height:40px}
output{min-width:72px;text-align:right;font-variant-numeric:tabular-nums;font-weight:600}
p{margin:0;max-width:720px}
#words{min-height:2.8em;text-align:center;overflow-wrap:anywhere}
#hint{font-size:13px;opacity:.7}
#stage *,#marks{pointer-events:none}
#stage [data-tag]:not(g){pointer-events:auto;cursor:pointer}
.chosen [data-tag^=connection]:not(.lit){opacity:.12}
path[data-tag^=connection].lit,#marks>*{stroke:var(--focus);stroke-width:3px;stroke-opacity:1}
#marks>*{fill:none;stroke-dasharray:none}
#marks>.here{stroke-width:5px}
@media (max-width:640px){
html,body{height:auto}
body{justify-content:start}
#view svg{flex:none;max-width:none;max-height:none;width:max(100%,var(--width)*.9);height:auto}
nav{position:sticky;bottom:0;flex-wrap:wrap;padding:6px 0;background:var(--page)}
input{flex-basis:100%;order:-1}
output{margin-left:auto}
}
@media print{nav,p{display:none}body{display:block}}
)css";
}

std::string_view html_script() {
  return R"js(
"use strict";
const stage = document.getElementById("stage"), marks = document.getElementById("marks");
const slider = document.getElementById("slider"), label = document.getElementById("label");
const play = document.getElementById("play");
const count = data.edits.length + 1;
const words = document.getElementById("words"), picture = stage.closest("svg");
let step = 0, timer = 0, pinned = "", walked = "";

// Every element there is: the first step stands in the page, what later ones bring below it. A step is a list of their numbers,
// told by what it changes of the step before.
const linesOf = text => text.trim().split("\n");
const firstLines = linesOf(stage.innerHTML);
const lines = [...firstLines, ...linesOf(document.getElementById("elements").textContent)];
let list = [], listed = -1;
function elementsOf(index) {
  if (listed < 0 || index < listed) {
    list = [...firstLines.keys()];
    listed = 0;
  }
  for (; listed < index; ++listed)
    for (const [at, removed, ...added] of data.edits[listed])
      if (added.length === removed) added.forEach((line, i) => { list[at + i] = line; });
      else list = [...list.slice(0, at), ...added, ...list.slice(at + removed)];
  return list.map(line => lines[line]).join("\n");
}

// Which tags are lit together with a tag.
const together = new Map();
for (const places of data.connections) {
  const [fine, kernel, coarse] = places.split(";");
  const group = [`fine[${fine}]`, `kernel[${kernel}]`, `coarse[${coarse}]`, `connection[${places}]`];
  for (const tag of group) {
    if (!together.has(tag)) together.set(tag, new Set());
    for (const other of group) together.get(tag).add(other);
  }
}

// Cells are framed above everything: a cell may be drawn twice, its copy in the sliding window over it.
function light(tag) {
  const lit = together.get(tag) || (data.cells[tag] && new Set([tag]));
  stage.classList.toggle("chosen", Boolean(lit));
  marks.replaceChildren();
  for (const element of stage.querySelectorAll("[data-tag]")) {
    const isLit = Boolean(lit) && lit.has(element.dataset.tag);
    element.classList.toggle("lit", isLit);
    if (!isLit || element.tagName !== "rect") continue;
    const mark = element.cloneNode();
    const {a, b, c, d, e, f} = stage.getCTM().inverse().multiply(element.getCTM());
    mark.setAttribute("transform", `matrix(${a} ${b} ${c} ${d} ${e} ${f})`);
    mark.removeAttribute("data-tag");
    mark.classList.toggle("here", tag === walked && element.dataset.tag === tag);
    marks.append(mark);
  }
}

// Says what is pointed at, or what the step does.
function say(tag) {
  words.textContent = data.cells[tag] || data.descriptions[step];
}

function point(tag) {
  light(tag);
  say(tag);
}

function show(index) {
  step = Math.max(0, Math.min(count - 1, index));
  stage.innerHTML = elementsOf(step);
  slider.value = step + 1;
  label.textContent = `${step + 1} / ${count}`;
  point(walked || pinned);
}

function stop() {
  clearInterval(timer);
  timer = 0;
  play.setAttribute("aria-label", data.words.play);
  play.title = data.words.play;
  play.classList.remove("playing");
  words.setAttribute("aria-live", "polite");
  play.innerHTML = '<svg viewBox="0 0 18 18"><path d="M4 2L16 9L4 16Z"/></svg>';
}

function start() {
  if (step === count - 1) show(0);
  timer = setInterval(() => {
    if (step === count - 1) stop(); else show(step + 1);
  }, matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.max(data.delay, 1000) : data.delay);
  play.setAttribute("aria-label", data.words.pause);
  play.title = data.words.pause;
  play.classList.add("playing");
  words.setAttribute("aria-live", "off");
  play.innerHTML = '<svg viewBox="0 0 18 18"><path d="M4 2H7V16H4ZM11 2H14V16H11Z"/></svg>';
}

function go(index) { stop(); show(index); }

document.getElementById("first").onclick = () => go(0);
document.getElementById("back").onclick = () => go(step - 1);
document.getElementById("next").onclick = () => go(step + 1);
document.getElementById("last").onclick = () => go(count - 1);
play.onclick = () => timer ? stop() : start();
slider.oninput = () => go(Number(slider.value) - 1);

const keys = {
  ArrowRight: () => go(step + 1), ArrowLeft: () => go(step - 1), PageDown: () => go(step + 1), PageUp: () => go(step - 1),
  ".": () => go(step + 1), Home: () => go(0), End: () => go(count - 1), " ": () => timer ? stop() : start(),
  Escape: () => { walked = ""; pinned = ""; point(""); }
};

// From the cell that the keys have come to, the nearest one that lies that way; the first one at first. A cell may be drawn in
// several places: it goes on from where it came to.
let came = {x: 0, y: 0};
function walk(across, down) {
  const room = picture.getBoundingClientRect(), places = [];
  for (const element of stage.querySelectorAll("rect[data-tag]")) {
    const box = element.getBoundingClientRect(), tag = element.dataset.tag;
    const x = (box.x + box.width / 2 - room.x) / room.width, y = (box.y + box.height / 2 - room.y) / room.width;
    if (data.cells[tag]) places.push({tag, element, x, y});
  }
  const here = places.some(place => place.tag === walked);
  let next = here ? null : places[0], least = Infinity;
  for (const place of here ? places : []) {
    const along = (place.x - came.x) * across + (place.y - came.y) * down;
    const far = along + 3 * (Math.abs((place.x - came.x) * down) + Math.abs((place.y - came.y) * across));
    if (along > 1e-3 && far < least) [next, least] = [place, far];
  }
  if (!next) return;
  [walked, came] = [next.tag, next];
  next.element.scrollIntoView({block: "nearest", inline: "nearest"});
  point(walked);
}
const walks = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
picture.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (walks[event.key] && Object.keys(data.cells).length) walk(...walks[event.key]);
  else if (event.key === "Enter") pinned = walked === pinned ? "" : walked;
  else return;
  event.preventDefault();
  event.stopPropagation();
});
picture.addEventListener("mousedown", event => event.preventDefault());
picture.addEventListener("blur", () => { walked = ""; point(pinned); });
addEventListener("keydown", event => {
  const act = keys[event.key];
  if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === " " && event.target.tagName === "BUTTON" && event.target !== play) return;
  event.preventDefault();
  act();
});

const tagAt = event => event.target.closest && event.target.closest("[data-tag]")?.dataset.tag || "";
stage.addEventListener("pointerover", event => { if (event.pointerType !== "touch") point(tagAt(event) || pinned); });
stage.addEventListener("pointerleave", () => point(walked || pinned));
stage.addEventListener("click", event => {
  const tag = tagAt(event);
  pinned = together.has(tag) && tag !== pinned ? tag : "";
  point(pinned || (event.pointerType === "touch" ? "" : tag));
});

stop();
show(0);
)js";
}

}  // namespace convoscope
