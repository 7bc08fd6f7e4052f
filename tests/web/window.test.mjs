// The program in the page: stepped, dragged, typed into, given files and links, as on the desktop.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe, launch, linkOf, program, serve, singleFile, source, until, Window, work } from "./browser.mjs";

let browser, server, app;
before(async () => {
  [browser, server] = [await launch(), await serve()];
  app = `${server.address}app/`;
});
after(async () => (await browser.close(), server.stop()));

const scene = readFileSync(join(source, "tests/fixtures/scenes_v1/convolution.convo"), "utf8");

/** Drops a file on the middle of the canvas, as the system does. */
const drop = (window, name, text) =>
  window.page.evaluate(([name, text]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    const where = { clientX: innerWidth / 2, clientY: innerHeight / 2, bubbles: true, cancelable: true, dataTransfer };
    document.getElementById("canvas").dispatchEvent(new DragEvent("drop", where));
  }, [name, text]);

test("opens the article's example, steps, and says each step in words", async () => {
  const window = await Window.open(browser, app);
  const first = await window.state();
  assert.equal(first.language, "en");
  await window.key("Home");
  await window.until("Home goes to the first step", (state) => state.step === 1);
  await window.key("ArrowRight", "ArrowRight");
  await window.until("the arrow goes on", (state) => state.step === 3);
  await until("the step is told", async () => /\d/.test(await window.live()));
  const before = await window.live();
  await window.key("ArrowRight");
  await until("the next one, too", async () => (await window.live()) !== before);
  assert.deepEqual(window.requests.filter((url) => !url.startsWith(server.address)), []);
  await window.close();
});

test("at rest it draws nothing", async () => {
  const window = await Window.open(browser, app);
  await window.key("ArrowLeft");
  await window.page.mouse.move(2, 2);
  await window.page.waitForTimeout(2500); // what is remembered has been written by then
  await window.page.evaluate(() => {
    globalThis.frames_asked = 0;
    const ask = requestAnimationFrame;
    globalThis.requestAnimationFrame = (...words) => (++frames_asked, ask(...words));
  });
  await window.page.waitForTimeout(1500);
  assert.equal(await window.page.evaluate(() => frames_asked), 0);
  await window.close();
});

test("the address's query opens a preset, a view, a language, a lesson", async () => {
  const preset = await Window.open(browser, `${app}?preset=dilation&view=stack&language=zh`);
  const state = await preset.state();
  assert.deepEqual([state.title, state.views, state.language], ["dilation", ["stack"], "zh"]);
  await preset.close();
  const lesson = await Window.open(browser, `${app}?lesson=article&page=2`);
  await lesson.until("the lesson is open", ({ lesson, page }) => lesson === "article" && page === 2);
  await lesson.close();
});

test("a link opens its scene, and Copy link makes one that another window opens", async () => {
  const window = await Window.open(browser, app + linkOf(scene));
  await window.until("the scene is open", ({ title }) => title === JSON.parse(scene).title);
  await window.key("Control+Shift+L");
  await window.until("it is told", ({ toast }) => toast === "link.copied");
  const link = await window.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${app}#scene=1.`), link);
  assert.ok(link.length < 2000);
  const other = await Window.open(browser, link);
  const [a, b] = [await window.state(), await other.state()];
  for (const key of ["title", "step", "views", "input", "stride", "padding", "theme"]) assert.deepEqual(b[key], a[key], key);
  await window.close();
  await other.close();
});

for (const [what, rest, key] of [
  ["an unknown key", "?prest=dilation", "browser.wrong_address"],
  ["an unknown preset", "?preset=dilatoin", "browser.wrong_address"],
  ["a newer link", linkOf(scene, 2), "browser.wrong_address"],
  ["a scene of a newer version", linkOf(JSON.stringify({ convoscope: 99 })), "browser.wrong_address"],
  ["a damaged link", linkOf(scene).slice(0, -20), "browser.wrong_address"],
  ["a bomb", linkOf(Buffer.alloc(20 << 20)), "browser.wrong_address"],
  ["a link of a million letters", "#scene=1." + "A".repeat(1_000_000), "browser.wrong_address"],
]) {
  test(`${what} is told in a sentence, over the article's example`, async () => {
    const window = await Window.open(browser, app + rest);
    await window.until("it is told", ({ toast, title }) => toast === key && title === "article");
    await window.close();
  });
}

test("a pasted link opens, one of 10 MB is told", async () => {
  const window = await Window.open(browser, app);
  const paste = (text) =>
    window.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste(`${app}#scene=1.${"A".repeat(10 << 20)}`);
  await window.until("it is told", ({ toast }) => toast === "link.longer_than_any");
  await paste(app + linkOf(scene));
  await window.until("it opens", ({ title }) => title === JSON.parse(scene).title);
  await window.close();
});

test("a scene is dropped, changed by typing, undone, saved and dropped again", async () => {
  const window = await Window.open(browser, app);
  await drop(window, "dropped.convo", scene);
  await window.until("it opens", ({ title }) => title === JSON.parse(scene).title);
  await window.typeIntoKernel("7.5");
  await window.until("it is changed", ({ modified, typing }) => modified && !typing);
  const saved = await window.download(() => window.key("Control+s"));
  assert.match(saved.name, /\.convo$/);
  assert.match(readFileSync(saved.path, "utf8"), /7\.5/);
  await window.key("Control+z");
  await window.page.waitForTimeout(200);
  await drop(window, "again.convo", readFileSync(saved.path, "utf8"));
  await window.until("it opens again, or asks first", ({ dialog, path }) => dialog !== "none" || path.includes("again"));
  await window.close();
});

test("a file that is no scene is told, and nothing is lost", async () => {
  const window = await Window.open(browser, app);
  const { title } = await window.state();
  await drop(window, "broken.convo", '{"convoscope": 2, "layer": {"stride": "many"}}');
  await window.until("it is told", ({ toast }) => toast === "file.no_scene");
  assert.equal((await window.state()).title, title);
  await window.close();
});

test("a long film is written a little in each frame: the window steps meanwhile, and Escape gives it up", async () => {
  const window = await Window.open(browser, app);
  const large = { convoscope: 2, title: "large", layer: { input: [24, 24], kernel: [3, 3], padding: 1 } };
  await drop(window, "large.convo", JSON.stringify(large));
  await window.until("it opens", ({ title }) => title === "large");
  let downloads = 0;
  window.page.on("download", () => ++downloads);
  await window.key("Control+e");
  await window.until("the dialog opens", ({ dialog }) => dialog === "export");
  await window.page.waitForTimeout(300);
  await window.page.keyboard.type("film.gif", { delay: 20 });
  await window.page.waitForTimeout(200);
  await window.key("Enter");
  await window.until("the dialog closes", ({ dialog }) => dialog === "none");
  await window.key("Home", "ArrowRight");
  await window.until("the window steps", ({ step }) => step === 2);
  await window.key("Escape");
  await window.until("it is given up", ({ toast }) => toast === "export.cancelled");
  assert.equal(downloads, 0);
  await window.close();
});

test("a large layer is computed a little in each frame: the window lives meanwhile, and Escape takes it back", async () => {
  const window = await Window.open(browser, app);
  const first = await window.state();
  const large = JSON.parse(scene);
  // So much that no machine is done with it before the keys are pressed.
  Object.assign(large, { title: "large", values: undefined, pin: undefined });
  Object.assign(large.layer, { input: [2049, 2049], kernel: [63, 63], stride: [1, 1], padding: 31 });
  await drop(window, "large.convo", JSON.stringify(large));
  await window.until("it is being computed", ({ computing }) => computing);
  await window.key("Home");
  await window.until("the picture before it is stepped", ({ step, computing }) => step === 1 && computing);
  await window.key("ArrowRight");
  await window.until("and again", ({ step, computing }) => step === 2 && computing);
  await window.key("Escape");
  const last = await window.until("it is taken back", ({ computing }) => !computing);
  assert.deepEqual([last.title, last.input], [first.title, first.input]);
  await window.close();
});

test("what the page remembers of how things are drawn is what the graphics say, without asking them", async () => {
  const count = () => {
    const { getParameter } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      globalThis.asked = (globalThis.asked ?? 0) + 1;
      return getParameter.call(this, name);
    };
  };
  const window = await Window.open(browser, `${app}?view=stack`, { before: [count] });
  await window.key("ArrowLeft", "ArrowLeft", "Control+e");
  await window.until("the dialog opens", ({ dialog }) => dialog === "export");
  const { known, told, askings } = await window.page.evaluate(() => {
    const gl = document.getElementById("canvas").getContext("webgl2");
    const names = ["BLEND_SRC_RGB", "BLEND_DST_RGB", "BLEND_SRC_ALPHA", "BLEND_DST_ALPHA", "BLEND_EQUATION_RGB", "BLEND_EQUATION_ALPHA", "VIEWPORT", "SCISSOR_BOX"];
    const all = (ask) => names.map((name) => `${name} ${ask.call(gl, gl[name])}`);
    const before = asked;
    const known = all(gl.getParameter);
    return { known, askings: asked - before, told: all(WebGL2RenderingContext.prototype.getParameter) };
  });
  assert.deepEqual(known, told);
  assert.equal(askings, 0);
  await window.close();
});

test("the stack is dragged by the mouse, and by one finger", async () => {
  const window = await Window.open(browser, `${app}?view=stack`);
  const { camera, canvas: [left, top, width, height] } = await window.state();
  const from = { x: left + width * 0.3, y: top + height * 0.85 };
  await window.page.mouse.move(from.x, from.y);
  await window.page.mouse.down();
  await window.page.mouse.move(from.x + 90, from.y - 30, { steps: 6 });
  await window.page.mouse.up();
  await window.until("it has turned", (state) => state.camera.join() !== camera.join());
  await window.close();

  const touched = await Window.open(browser, `${app}?view=stack`, { context: { hasTouch: true } });
  const start = (await touched.state()).camera;
  const touch = await touched.context.newCDPSession(touched.page);
  const send = (type, x, y) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await send("touchStart", from.x, from.y);
  for (let i = 1; i <= 8; ++i) await send("touchMove", from.x + 12 * i, from.y);
  await send("touchEnd");
  await touched.until("it has turned", (state) => state.camera.join() !== start.join());
  // Two fingers that part make it larger.
  const spread = (type, apart) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: from.x - apart, y: from.y - 200 }, { x: from.x + apart, y: from.y - 200 }] });
  const { zoom } = await touched.state();
  await spread("touchStart", 40);
  for (let apart = 50; apart <= 100; apart += 10) await spread("touchMove", apart);
  await spread("touchEnd");
  await touched.until("it is larger", (state) => state.zoom > 1.3 * zoom);
  await touched.close();
});

test("Chinese is entered by composition", async () => {
  const window = await Window.open(browser, app);
  const session = await window.context.newCDPSession(window.page);
  await window.key("Control+e");
  await window.until("the dialog opens", ({ dialog }) => dialog === "export");
  await until("its field takes letters", () => window.page.evaluate(() => document.activeElement.id === "typed"));
  await session.send("Input.imeSetComposition", { text: "juan ji", selectionStart: 7, selectionEnd: 7 });
  await window.page.waitForTimeout(300);
  await session.send("Input.insertText", { text: "卷积" });
  await window.page.keyboard.type(".svg", { delay: 20 });
  await window.page.waitForTimeout(300);
  const file = await window.download(() => window.key("Enter"));
  assert.equal(file.name, "卷积.svg");
  await window.close();
});

test("the language is switched and kept over a reload", async () => {
  const window = await Window.open(browser, app);
  await window.key("l");
  await window.until("it is Chinese", ({ language }) => language === "zh");
  await until("and so is the page", () => window.page.evaluate(() => document.documentElement.lang === "zh"));
  await window.page.reload();
  await window.until("it still is", ({ language, steps }) => language === "zh" && steps > 0, 120);
  await window.close();
});

test("work that was not saved is offered after a reload", async () => {
  const window = await Window.open(browser, `${app}?preset=dilation`);
  await window.typeIntoKernel("9");
  await window.until("it is changed", ({ modified }) => modified);
  window.page.on("dialog", (dialog) => dialog.accept());
  await window.page.reload();
  await window.until("it is offered", ({ dialog }) => dialog === "recover", 120);
  await window.key("Enter");
  await window.until("it is there", ({ dialog, title, modified }) => dialog === "none" && title === "dilation" && modified);
  await window.close();
});

for (const language of ["en", "zh"]) {
  test(`the article's lesson goes from its first to its last page by the keyboard, ${language}`, async () => {
    const window = await Window.open(browser, `${app}?lesson=article&language=${language}`, { context: { viewport: { width: 768, height: 1024 } } });
    const seen = new Set();
    for (let i = 0; i < 150; ++i) {
      const before = JSON.stringify(await window.state());
      await window.key("PageDown");
      const after = await window.until("it goes on", (state) => JSON.stringify(state) !== before);
      seen.add(after.page);
      if (after.page === 13) break;
    }
    assert.deepEqual([...seen], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    await window.close();
  });
}

for (const [language, width, height] of [["en", 375, 667], ["zh", 768, 1024], ["zh", 375, 667], ["en", 1280, 800]]) {
  test(`the article's lesson goes from its first to its last page by touch, ${language}, ${width}x${height}`, async () => {
    const context = { viewport: { width, height }, hasTouch: true, isMobile: width < 1280 };
    const window = await Window.open(browser, `${app}?lesson=article&language=${language}`, { context });
    for (let page = 1; page < 13; ++page) {
      await window.until(`page ${page} is open`, (state) => state.page === page);
      const [left, top, barWidth, barHeight] = (await window.state()).pages;
      await window.page.touchscreen.tap(left + barWidth - 50, top + barHeight / 2); // "Page 2 →"
    }
    await window.until("the last page is open", ({ page }) => page === 13);
    await window.close();
  });
}

test("a question is answered", async () => {
  const window = await Window.open(browser, `${app}?lesson=article`);
  let state = await window.state();
  for (let i = 0; i < 60 && !state.asking; ++i) {
    const before = JSON.stringify(state);
    await window.key("PageDown");
    state = await window.until("it goes on", (now) => JSON.stringify(now) !== before);
  }
  assert.ok(state.asking);
  for (let i = 0; i < 40 && state.focus !== "choice 1"; ++i) {
    const before = state.focus;
    await window.key("Tab");
    state = await window.until("the focus moves", ({ focus }) => focus !== before);
  }
  await window.key("Enter");
  await window.until("it is graded", ({ answered }) => /right|wrong/.test(answered));
  await window.close();
});

test("the single file does the same from the disk, with nothing else asked for", async () => {
  const window = await Window.open(browser, `${singleFile}?preset=dilation&view=stack`, { context: { offline: true } });
  assert.equal((await window.state()).title, "dilation");
  await window.key("Home", "ArrowRight");
  await window.until("it steps", ({ step }) => step === 2);
  assert.deepEqual(window.requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:") && !url.startsWith("blob:")), []);
  assert.equal(window.requests.filter((url) => url.startsWith("file:")).length, 1);
  await window.close();
});

test("lesson export --app opens with its lesson", async () => {
  program("lesson", "export", join(source, "tests/fixtures/lessons/everything.md"), "--app-page", process.env.CONVOSCOPE_SINGLE_FILE, "-o", "lesson.html");
  const window = await Window.open(browser, `file://${work}/lesson.html`);
  await window.until("the lesson is open", ({ lesson, page }) => lesson.endsWith("everything.md") && page === 1);
  await window.close();
  program("lesson", "export", "article", "--language", "zh", "--app-page", process.env.CONVOSCOPE_SINGLE_FILE, "-o", "article.html");
  const article = await Window.open(browser, `file://${work}/article.html`);
  await article.until("it is open, in Chinese", ({ lesson, language }) => lesson === "article" && language === "zh");
  await article.close();
});

test("all of Chinese is fetched for a character that the page's own words lack, and no sooner", async () => {
  const fonts = (window) => window.requests.filter((url) => url.endsWith("/cjk.ttf")).length;
  const crocodile = JSON.stringify({ convoscope: 2, layer: { operation: "conv", input: [3, 3], kernel: [3, 3], padding: 1 }, look: { title: "鳄鱼" } });
  const plain = await Window.open(browser, `${app}?language=zh`);
  await plain.page.waitForTimeout(500);
  assert.equal(fonts(plain), 0);
  await plain.close();

  writeFileSync(join(work, "crocodile.convo"), crocodile);
  program("export", "crocodile.convo", "--scale", "2", "-o", "crocodile.png");
  const window = await Window.open(browser, app + linkOf(crocodile));
  await until("it is fetched", () => fonts(window) === 1);
  await window.until("it is there", async () => window.page.evaluate(() => FS.stat("/fonts/cjk.ttf").size > 1 << 20));
  await window.key("End");
  await window.until("the last step", ({ step, steps }) => step === steps);
  const made = await window.exported("crocodile.png");
  assert.ok(readFileSync(made).equals(readFileSync(join(work, "crocodile.png"))), made);
  assert.equal(fonts(window), 1);
  await window.close();
});

test("axe finds nothing on the program's page", async () => {
  const window = await Window.open(browser, app);
  assert.deepEqual(await axe(window.page), []);
  await window.close();
});
