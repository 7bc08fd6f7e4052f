// What goes wrong around the page: no store, lost graphics, no WebGL, a magnified or a tiny window. A sentence each, and nothing is lost.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axe, launch, serve, starting_s, until, Window, work } from "./browser.mjs";

let browser, server, app;
before(async () => {
  [browser, server] = [await launch(), await serve()];
  app = `${server.address}app/`;
});
after(async () => (await browser.close(), server.stop()));

const alert = (window) => window.page.locator("#sentence").innerText();

test("with the store forbidden it runs all the same", async () => {
  const forbid = () =>
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  const window = await Window.open(browser, app, { before: [forbid], keeps: false });
  await until("it is told", async () => /keeps nothing/.test(await window.live()));
  await window.key("ArrowLeft");
  await until("steps are told all the same", async () => /Step \d/.test(await window.live()));
  await window.close();
});

test("a full store is told once, and the work goes on", async () => {
  const fill = () => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, text) {
      if (name.includes("autosave")) throw new DOMException("full", "QuotaExceededError");
      return set.call(this, name, text);
    };
  };
  const window = await Window.open(browser, app, { before: [fill] });
  await window.typeIntoKernel("9");
  await window.until("it is told", ({ toast }) => toast === "browser.store_full", 90);
  await window.close();
});

test("lost graphics are told, and the picture comes back with them", async () => {
  const window = await Window.open(browser, app);
  await window.key("Home", "ArrowRight");
  await window.until("a step", ({ step }) => step === 2);
  await window.page.evaluate(() => {
    globalThis.lost = document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
    lost.loseContext();
  });
  await until("a sentence is there", async () => (await alert(window)).length > 10);
  await window.page.evaluate(() => lost.restoreContext());
  await window.page.waitForSelector("body.runs");
  await window.key("ArrowRight");
  await window.until("it goes on where it was", ({ step }) => step === 3);
  assert.ok((await window.page.screenshot()).length > 20000, "the picture is drawn");
  await window.close();
});

test("without WebGL 2 there is a sentence and the static picture", async () => {
  const refuse = () => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === "webgl2" ? null : get.call(this, kind, ...rest);
    };
  };
  const window = await Window.open(browser, app, { before: [refuse], keeps: false, runs: false });
  await until("the sentence", async () => /WebGL 2/.test(await alert(window)));
  assert.ok(await window.page.evaluate(() => document.querySelector("#still img").decode().then(() => true)));
  assert.deepEqual(await axe(window.page), []);
  await window.close();
});

test("where a host says that the code is of another type it runs all the same", async () => {
  const disguise = () => {
    const compile = WebAssembly.compileStreaming;
    WebAssembly.compileStreaming = async (coming) => compile(new Response((await coming).body, { headers: { "Content-Type": "text/plain" } }));
  };
  const window = await Window.open(browser, app, { before: [disguise] });
  await window.key("Home", "ArrowRight");
  await window.until("it steps", ({ step }) => step === 2);
  await window.close();
});

test("a single file that is damaged is told", async () => {
  const whole = readFileSync(process.env.CONVOSCOPE_SINGLE_FILE, "utf8");
  for (const part of ["convoscope.wasm", "convoscope.data", "convoscope.js"]) {
    const at = whole.indexOf(`id="${part}">`) + 20000;
    const path = join(work, `damaged_${part}.html`);
    writeFileSync(path, `${whole.slice(0, at)}00000${whole.slice(at + 5)}`);
    const window = await Window.open(browser, pathToFileURL(path).href, { keeps: false, runs: false });
    await until(`the sentence about ${part}`, async () => /not whole/.test(await alert(window)));
    await window.close();
  }
});

test("what ends the program is told, never a black page", async () => {
  const breakGraphics = () => {
    WebGL2RenderingContext.prototype.linkProgram = () => { throw new TypeError("nothing links today"); };
  };
  const early = await Window.open(browser, app, { before: [breakGraphics], keeps: false, runs: false });
  await until("the sentence before the first picture", async () => /has stopped: .*nothing links today/.test(await alert(early)));
  await early.context.close(); // its mistake is on the console, too

  const later = await Window.open(browser, app);
  const dispatch = (error) =>
    later.page.evaluate((kind) => {
      const error = kind === "RuntimeError" ? new WebAssembly.RuntimeError("unreachable") : new TypeError("a handler's");
      dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
    }, error);
  await dispatch("TypeError");
  await later.key("Home", "ArrowRight");
  await later.until("it lives on after an error of the page's", ({ step }) => step === 2);
  await dispatch("RuntimeError");
  await until("the sentence", async () => /has stopped: unreachable/.test(await alert(later)));
  await later.context.close();
});

for (const [what, viewport, deviceScaleFactor] of [
  ["320 px wide", { width: 320, height: 568 }, 2],
  ["a telephone", { width: 375, height: 667 }, 3],
  ["magnified to 400 %", { width: 320, height: 200 }, 4],
  ["magnified to 125 %", { width: 1024, height: 640 }, 1.25],
]) {
  test(`${what} it is drawn to the pixel, and steps`, async () => {
    const window = await Window.open(browser, app, { context: { viewport, deviceScaleFactor } });
    await window.key("Home", "ArrowRight");
    await window.until("it steps", ({ step }) => step === 2);
    const sizes = await window.page.evaluate(() => {
      const canvas = document.getElementById("canvas");
      return [canvas.width, canvas.height, document.documentElement.scrollWidth];
    });
    assert.deepEqual(sizes, [viewport.width * deviceScaleFactor, viewport.height * deviceScaleFactor, viewport.width]);
    await window.close();
  });
}

test("two tabs keep their work apart", async () => {
  const first = await Window.open(browser, app);
  const second = new Window(first.context, await first.context.newPage());
  await second.page.goto(app);
  await second.page.waitForSelector("body.runs", { timeout: starting_s * 1000 });
  await second.key("l");
  await second.page.waitForTimeout(300);
  await first.key("Home", "ArrowRight");
  await first.page.waitForTimeout(300);
  assert.deepEqual(second.mistakes, []);
  await first.close();
});
