// What the tests of the page share: a server for the site, a browser, and a window in it that is driven by keys, mouse and touch. What they
// did is read from the state that the program reports (app/gui/state/state_report.h), here into the browser's store.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";

const modules = createRequire(join(process.env.CONVOSCOPE_NODE_MODULES, "x.js"));
const { chromium } = modules("playwright-core");
export const axeScript = modules.resolve("axe-core/axe.min.js");
export const site = process.env.CONVOSCOPE_SITE;
export const singleFile = pathToFileURL(process.env.CONVOSCOPE_SINGLE_FILE).href;
export const source = process.env.CONVOSCOPE_SOURCE_DIR;
export const work = mkdtempSync(join(tmpdir(), "convoscope-web-"));

const types = {
  ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png",
  ".gif": "image/gif", ".css": "text/css", ".json": "application/json",
};

/** Plain static hosting, as the README asks for: right types, no headers beyond. */
export async function serve(folder = site) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = normalize(join(folder, path));
    if (path.endsWith("/")) file = join(file, "index.html");
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CONVOSCOPE_CHROMIUM ?? "/usr/bin/chromium",
    // Code that is compiled once, quickly: what it does is the same.
    args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--js-flags=--no-wasm-tier-up"],
  });

/** The desktop's program, run with these arguments in the folder of this run's files. */
export const program = (...words) =>
  execFileSync(process.env.CONVOSCOPE_PROGRAM, words, { cwd: work, encoding: "utf8", maxBuffer: 1 << 26 });

/** The part of a link that holds a scene. */
export const linkOf = (scene, version = 1) => `#scene=${version}.${deflateSync(scene).toString("base64url")}`;

/** Until `look` answers something true; tells what it answered last. */
export async function until(what, look, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (let last; ; ) {
    try {
      last = await look();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) assert.fail(`${what}: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Has the program report its state, as it does on the desktop where CONVOSCOPE_STATE names a file. */
function reportState() {
  let module;
  Object.defineProperty(window, "Module", {
    configurable: true,
    get: () => module,
    set: (value) => {
      module = value;
      if (value) (value.preRun ??= []).push(() => (ENV.CONVOSCOPE_STATE = "local:test-state"));
    },
  });
}

/** At most, on a machine that has much else to do. */
export const starting_s = 120;

/** The program in a page. */
export class Window {
  /** `keeps`: the state can be kept in the browser's store; `runs`: the program comes up. */
  static async open(browser, address, { context = {}, before = [], keeps = true, runs = true } = {}) {
    const shown = await browser.newContext({
      viewport: { width: 1280, height: 800 }, locale: "en-GB", colorScheme: "light", acceptDownloads: true,
      permissions: address.startsWith("http") ? ["clipboard-read", "clipboard-write"] : [], ...context,
    });
    const window = new Window(shown, await shown.newPage());
    if (keeps) await window.page.addInitScript(reportState);
    for (const script of before) await window.page.addInitScript(script);
    await window.page.goto(address, { waitUntil: "commit" });
    if (runs) await window.page.waitForSelector("body.runs", { timeout: starting_s * 1000, state: "attached" });
    if (keeps) await window.until("the program starts", (state) => state.steps > 0);
    return window;
  }

  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.mistakes = [];
    this.requests = [];
    page.on("pageerror", (error) => this.mistakes.push(String(error)));
    page.on("console", (message) => message.type() === "error" && this.mistakes.push(message.text()));
    page.on("request", (request) => this.requests.push(request.url()));
  }

  async close() {
    assert.deepEqual(this.mistakes, [], "mistakes on the console");
    await this.context.close();
  }

  state() {
    return this.page.evaluate(() => JSON.parse(localStorage.getItem("convoscope:test-state") ?? "{}"));
  }
  /** Waits until the state is as `is` says. */
  async until(what, is, seconds = 60) {
    let last = {};
    await until(what, async () => is((last = await this.state())), seconds).catch((error) => {
      throw new Error(`${error.message} ${JSON.stringify(last)}`);
    });
    return last;
  }

  async key(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  async command(name) {
    await this.key("Control+Shift+P");
    await this.until("the palette opens", (state) => state.dialog === "palette");
    await this.page.keyboard.type(name, { delay: 15 });
    await this.page.waitForTimeout(150);
    await this.key("Enter");
    await this.until("the palette closes", (state) => state.dialog !== "palette");
  }

  /** Where on the canvas something is that the pattern names: the program is asked place by place, without waiting for frames. */
  async find(pattern, step = 12) {
    const found = await this.page.evaluate(([pattern, step]) => {
      const state = () => JSON.parse(localStorage.getItem("convoscope:test-state"));
      const [left, top, width, height] = state().canvas;
      for (let y = top + 40; y < top + height - 10; y += step) {
        for (let x = left + 8; x < left + width - 8; x += step) {
          Module._page_mouse(x, y);
          for (let i = 0; i < 3; ++i) Module._page_turn();
          if (new RegExp(pattern).test(state().hover)) return { x, y };
        }
      }
      return null;
    }, [pattern.source, step]);
    assert.ok(found, `${pattern} is not found`);
    // What was drawn for it all has to be through before the window answers again.
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await this.page.mouse.move(found.x, found.y);
    await this.until(`the mouse is on ${pattern}`, ({ hover }) => pattern.test(hover));
    return found;
  }

  /** Types a number into the first cell of the kernel that is found. */
  async typeIntoKernel(number) {
    const { x, y } = await this.find(/kernel\[/);
    await this.page.mouse.dblclick(x, y);
    await this.until("the cell is typed into", ({ typing }) => typing);
    await this.page.keyboard.type(number, { delay: 20 });
    await this.key("Enter", "Escape");
  }

  /** Does something that ends in a download; answers its bytes. */
  async download(what) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), what()]);
    const path = join(work, `${Date.now()}-${download.suggestedFilename()}`);
    await download.saveAs(path);
    return { name: download.suggestedFilename(), path };
  }

  /** By the export dialog; answers the file's path. */
  async exported(name) {
    await this.key("Control+e");
    await this.until("the dialog opens", ({ dialog }) => dialog === "export");
    await this.page.waitForTimeout(300);
    await this.page.keyboard.type(name, { delay: 20 });
    await this.page.waitForTimeout(200);
    const file = await this.download(() => this.key("Enter"));
    await this.until("the dialog closes", ({ dialog }) => dialog === "none");
    await this.key("Escape");
    assert.equal(file.name, name);
    return file.path;
  }

  live() {
    return this.page.locator("[aria-live]").innerText();
  }
}

/** What axe finds on the page. */
export async function axe(page) {
  await page.addScriptTag({ path: axeScript });
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}
