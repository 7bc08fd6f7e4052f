#include "publish/page_parts.h"

namespace convoscope {

std::string_view lesson_page_style() {
  return R"css(
:root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--ink:#1b2733;--muted:#56636f;--line:#d5dce3;--accent:#1b6db3;--right:#1a7f45;--wrong:#b3261e;--soft:#e8f1f9}
@media (prefers-color-scheme:dark){:root{--page:#12181f;--card:#1b232c;--ink:#e6ecf2;--muted:#a5b1bd;--line:#34404c;--accent:#6db3ee;--right:#5fcf8d;--wrong:#ff8a80;--soft:#22313f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.55 Inter,'WenQuanYi Micro Hei','Noto Sans CJK SC',system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:24px 16px 96px}
h1{font-size:30px;line-height:1.25;margin:0 0 8px}
h2{font-size:23px;line-height:1.3;margin:0 0 4px}
section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:24px;margin:24px 0}
a{color:var(--accent)}
nav a{display:inline-block;margin:2px 10px 2px 0}
.number{color:var(--muted);font-size:13px;font-weight:600;margin:0}
.sentence{font-size:19px;color:var(--muted);margin:0 0 16px}
.formula{overflow-x:auto;overflow-y:hidden;padding:4px 0;text-align:center;font-size:19px}
math{font-size:1.05em}
code{background:var(--soft);border-radius:4px;padding:0 4px}
img{max-width:100%;height:auto}
figure{margin:18px 0}
figcaption{color:var(--muted);font-size:15px}
iframe{width:100%;border:1px solid var(--line);border-radius:10px;background:var(--page)}
.cover{display:flex;flex-direction:column;align-items:center;gap:8px}
.picture{display:inline-block;max-width:100%;background:#fff;border-radius:8px;padding:6px}
output .picture{display:block;width:fit-content}
form{background:var(--soft);border-radius:12px;padding:18px;margin:20px 0}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{font-weight:650;padding:0;margin:0 0 10px}
.layer{margin:0 0 6px}
.choices{display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));gap:8px}
.choices label{display:flex;gap:10px;align-items:flex-start;background:var(--card);border:2px solid var(--line);border-radius:9px;padding:9px 12px;cursor:pointer}
.choices label.right{border-color:var(--right)}
.choices label.wrong{border-color:var(--wrong)}
.mark{margin-left:auto;font-weight:700}
.cells{display:inline-grid;gap:4px}
.cells label{min-width:44px;height:44px;display:flex;flex-direction:column;align-items:center;justify-content:center;background:var(--card);border:2px solid var(--line);border-radius:7px;cursor:pointer;font-size:14px;line-height:1.1}
.cells label.right{border-color:var(--right);border-style:double;border-width:4px}
.cells label.wrong{border-color:var(--wrong);border-style:dashed}
.cells input{margin:0}
input[type=text]{font:inherit;color:inherit;background:var(--card);padding:8px 10px;border:2px solid var(--line);border-radius:8px;width:9em}
button{font:inherit;font-weight:600;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 16px;margin:12px 8px 0 0;cursor:pointer}
button[type=submit]{background:var(--accent);border-color:var(--accent);color:var(--card)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
output{display:block;margin-top:10px}
output p{margin:6px 0}
.verdict{font-weight:700}
.right .verdict{color:var(--right)}
.wrong .verdict{color:var(--wrong)}
#score{position:fixed;bottom:0;left:0;right:0;background:var(--card);border-top:1px solid var(--line);padding:8px 16px;text-align:center;font-weight:600}
[hidden]{display:none!important}
@media print{#score,button{display:none}section{break-inside:avoid;border:0}}
)css";
}

std::string_view lesson_page_script() {
  return R"js(
"use strict";
let words, questions, figures;  // what the element "data" holds
const state = new Map();  // question id -> {variant, first: whether the first answer was right}

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const html = (name, text, className = "") => element(name, {innerHTML: text, className});

// An <svg> in a tree of its own: its ids are nobody else's, its type is the page's.
function show(place, svg) {
  place.attachShadow({mode: "open"}).innerHTML = `<style>svg{max-width:100%;height:auto;display:block}</style>${svg}`;
  return place;
}
function picture(svg, alt) {
  const place = element("span", {className: "picture"});
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", alt);
  return show(place, svg);
}

const number = text => {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
};
const sameNumber = (a, b) => Math.abs(number(a) - number(b)) <= 0.005;

// What stands behind a question, and the cover of the figure before it.
function reveal(id) {
  for (const part of document.querySelectorAll(`[data-after="${id}"]`)) part.hidden = false;
  for (const cover of document.querySelectorAll(`[data-until="${id}"]`)) uncover(cover);
  for (const frame of document.querySelectorAll("iframe")) fit(frame);
}

function uncover(cover) {
  const figure = cover.closest("figure");
  cover.hidden = true;
  for (const frame of figure.querySelectorAll("iframe")) {
    frame.hidden = false;
    fit(frame);
  }
}

function tellScore() {
  const right = [...state.values()].filter(each => each.first === true).length;
  const answered = [...state.values()].filter(each => each.first !== undefined).length;
  const total = state.size;
  const text = words.score.replace("{right}", right).replace("{answered}", answered).replace("{total}", total);
  document.getElementById("score").textContent = text;
  if (window.reportScore) window.reportScore(right, answered, total);
}

function settle(form, id, isRight, parts) {
  const mine = state.get(id);
  if (mine.first === undefined) mine.first = isRight;
  const told = form.querySelector("output");
  told.className = isRight ? "right" : "wrong";
  told.replaceChildren(...parts);
  if (isRight) reveal(id);
  tellScore();
}

function explanation(question) {
  const parts = [];
  if (question.why) parts.push(html("p", question.why));
  if (question.solution) parts.push(picture(question.solution, question.solutionWords));
  return parts;
}

// What was answered, drawn beside what is right.
const drawn = wrong => wrong.drawn ? [picture(wrong.drawn, wrong.drawnWords)] : [];

const verdict = isRight => html("p", isRight ? "✓ " + words.right : "✗ " + words.wrong, "verdict");

function gradeChoice(form, id, question) {
  const chosen = form.querySelector("input:checked");
  if (!chosen) return;
  const choice = question.choices[Number(chosen.value)];
  const label = chosen.closest("label");
  label.classList.add(choice.right ? "right" : "wrong");
  if (!label.querySelector(".mark")) label.append(html("span", choice.right ? "✓" : "✗", "mark"));
  const parts = [verdict(choice.right)];
  if (choice.because) parts.push(html("p", choice.because));
  parts.push(...drawn(choice));
  settle(form, id, choice.right, choice.right ? [...parts, ...explanation(question)] : parts);
}

function gradeNumber(form, id, question) {
  const given = form.querySelector("input[type=text]").value;
  if (!given.trim()) return;
  const isRight = sameNumber(given, question.answer);
  const known = question.known.find(each => sameNumber(given, each.answer));
  const parts = [verdict(isRight)];
  if (!isRight && known) parts.push(html("p", known.because), ...drawn(known));
  settle(form, id, isRight, isRight ? [...parts, ...explanation(question)] : parts);
}

function gradeCells(form, id, question) {
  const right = new Set(question.answer.split(" "));
  const boxes = [...form.querySelectorAll(".cells input")];
  const given = boxes.filter(box => box.checked).map(box => box.value);
  if (!given.length) return;
  const isRight = given.length === right.size && given.every(name => right.has(name));
  for (const box of boxes) {
    const label = box.closest("label");
    label.classList.toggle("wrong", box.checked && !right.has(box.value));
    label.classList.toggle("right", box.checked && right.has(box.value));
  }
  const extra = given.filter(name => !right.has(name));
  const parts = [verdict(isRight)];
  if (extra.length) parts.push(element("p", {textContent: words.extra.replace("{cells}", extra.join(", "))}));
  else if (!isRight) parts.push(element("p", {textContent: words.missing}));
  settle(form, id, isRight, isRight ? [...parts, ...explanation(question)] : parts);
}

// The right answer shown: it does not count as answered rightly.
function giveUp(form, id, question) {
  const right = question.choices.length ? question.choices.find(each => each.right).html : question.answer.replace("-", "−");
  form.querySelectorAll(".choices label").forEach((label, i) => label.classList.toggle("right", question.choices[i].right));
  const cells = new Set(question.answer.split(" "));
  for (const box of form.querySelectorAll(".cells input")) box.closest("label").classList.toggle("right", cells.has(box.value));
  settle(form, id, false, [html("p", words.answer.replace("{answer}", right)), ...explanation(question)]);
  reveal(id);
}

function answerField(question, name) {
  if (question.choices.length)
    return element("div", {className: "choices"}, ...question.choices.map((choice, i) =>
      element("label", {}, element("input", {type: "radio", name, value: i}), html("span", choice.html))));
  if (!question.cells)
    return element("label", {textContent: words.number + " "}, element("input", {type: "text", inputMode: "decimal", autocomplete: "off"}));
  const grid = element("div", {className: "cells"}, ...question.cells.names.map(cell =>
    element("label", {textContent: cell}, element("input", {type: "checkbox", value: cell}))));
  grid.style.gridTemplateColumns = `repeat(${question.cells.columns}, minmax(44px, auto))`;
  return grid;
}

function ask(form, id) {
  const variants = questions[id];
  const mine = state.get(id);
  const question = variants[mine.variant];
  const parts = [];
  if (question.layer) parts.push(html("p", question.layer, "layer"));
  if (question.figure) parts.push(picture(question.figure, question.words));
  const fields = element("fieldset", {}, html("legend", question.ask), answerField(question, id));
  const buttons = element("div", {}, element("button", {type: "submit", textContent: words.check}));
  if (question.hint) {
    const hint = element("button", {type: "button", textContent: words.hint});
    hint.onclick = () => form.querySelector("output").replaceChildren(html("p", question.hint));
    buttons.append(hint);
  }
  const show = element("button", {type: "button", textContent: words.reveal});
  show.onclick = () => giveUp(form, id, question);
  buttons.append(show);
  if (variants.length > 1) {
    const again = element("button", {type: "button", textContent: words.again});
    again.onclick = () => {
      mine.variant = (mine.variant + 1) % variants.length;
      ask(form, id);
      form.querySelector("input").focus();
    };
    buttons.append(again);
  }
  const told = element("output");
  told.setAttribute("aria-live", "polite");
  form.replaceChildren(...parts, fields, buttons, told);
  form.onsubmit = event => {
    event.preventDefault();
    if (question.choices.length) gradeChoice(form, id, question);
    else if (question.cells) gradeCells(form, id, question);
    else gradeNumber(form, id, question);
  };
}

// A frame is as high as what is in it, and opens at the scene's step.
function fit(frame) {
  const page = frame.contentDocument;
  if (!page || !page.body || frame.hidden || !frame.clientWidth) return;
  const svg = page.querySelector("svg");
  if (!svg) return;
  const box = svg.viewBox.baseVal;
  const width = Math.min(frame.clientWidth - 26, box.width);
  let rest = 40;
  for (const part of page.body.children) if (part !== svg && part.offsetHeight) rest += part.offsetHeight + 12;
  frame.style.height = `${Math.ceil(box.height * width / box.width + rest)}px`;
}
function fill(frame) {
  frame.addEventListener("load", () => {
    const slider = frame.contentDocument && frame.contentDocument.getElementById("slider");
    if (slider && frame.dataset.step) {
      slider.value = frame.dataset.step;
      slider.dispatchEvent(new Event("input"));
    }
    const controls = frame.contentDocument && frame.contentDocument.querySelector("nav");
    if (controls && !frame.dataset.step) controls.style.display = "none";  // there is one step only
    fit(frame);
  });
  frame.srcdoc = figures.frames[frame.dataset.page]
    .replace("/*page-style*/", () => figures.fonts + figures.style).replace("/*page-script*/", () => figures.script);
}

async function begin() {
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  ({words, questions, figures} = JSON.parse(await new Response(stream).text()));
  document.head.append(element("style", {textContent: figures.fonts}));
  document.querySelectorAll("iframe").forEach(fill);
  for (const place of document.querySelectorAll("[data-picture]")) show(place, figures.pictures[place.dataset.picture]);
  addEventListener("resize", () => document.querySelectorAll("iframe").forEach(fit));
  for (const form of document.querySelectorAll("form[data-question]")) {
    state.set(form.dataset.question, {variant: 0, first: undefined});
    ask(form, form.dataset.question);
  }
  for (const button of document.querySelectorAll("button[data-uncover]"))
    button.onclick = () => uncover(button.closest(".cover"));
  tellScore();
}
begin();
)js";
}

std::string_view scorm_script() {
  return R"js(
"use strict";
// The platform's object stands in a frame around this one, or in the window that opened it.
function platform() {
  for (let frame = window, i = 0; i < 20; ++i) {
    if (frame.API) return frame.API;
    if (frame.parent && frame.parent !== frame) frame = frame.parent;
    else if (frame.opener) frame = frame.opener;
    else return null;
  }
  return null;
}
let api = null;
try { api = platform(); } catch { api = null; }
if (api) {
  api.LMSInitialize("");
  if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  window.reportScore = (right, answered, total) => {
    if (!total || !answered) return;
    api.LMSSetValue("cmi.core.score.min", "0");
    api.LMSSetValue("cmi.core.score.max", "100");
    api.LMSSetValue("cmi.core.score.raw", String(Math.round(100 * right / total)));
    api.LMSSetValue("cmi.core.lesson_status", answered === total ? "completed" : "incomplete");
    api.LMSCommit("");
  };
  let isOpen = true;
  addEventListener("pagehide", () => {
    if (isOpen) api.LMSFinish("");
    isOpen = false;
  });
}
)js";
}

}  // namespace convoscope
