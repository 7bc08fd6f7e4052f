// What the page exports is the command line's, byte for byte; what it shows is what the desktop's window shows.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, linkOf, program, serve, Window, work } from "./browser.mjs";

let browser, server, app;
before(async () => {
  [browser, server] = [await launch(), await serve()];
  app = `${server.address}app/`;
});
after(async () => (await browser.close(), server.stop()));

const formats = [["svg", []], ["tex", []], ["png", ["--scale", "2"]]];

/** The last step of what `query` opens, in each of the formats. */
async function comparesWithCommandLine(name, query, options) {
  const window = await Window.open(browser, `${app}?${query}`);
  await window.key("End");
  await window.until("the last step", ({ step, steps }) => step === steps);
  for (const [ending, finely] of formats) {
    const wanted = join(work, `wanted_${name}.${ending}`);
    program("export", ...options, ...finely, "-o", wanted);
    const made = await window.exported(`${name}.${ending}`);
    assert.ok(readFileSync(made).equals(readFileSync(wanted)), `${made} is not ${wanted}`);
  }
  await window.close();
}

for (const preset of JSON.parse(program("presets", "--json"))) {
  test(`SVG, TeX and PNG of ${preset} are the command line's`, () =>
    comparesWithCommandLine(preset, `preset=${preset}`, ["--preset", preset]));
}

// Every view's words: a letter that the page's fonts lack is a box in its pictures.
for (const language of ["en", "zh"]) {
  test(`SVG, TeX and PNG of all views side by side, ${language}, are the command line's`, async () => {
    const layer = { operation: "conv", input: [5, 5], kernel: [3, 3], stride: [2, 2], padding: 1 };
    const views = ["maps", "connections", "stack", "lockstep", "matrix", "crop", "overlap"];
    const scene = JSON.stringify({ convoscope: 2, title: "views", layer, show: { views } });
    writeFileSync(join(work, "views.convo"), scene);
    await comparesWithCommandLine(`views_${language}`, `language=${language}${linkOf(scene)}`, ["views.convo", "--language", language]);
  });
}

/** Of a PDF its first page's pixels, since the fonts that are cut into it are others in a page; of all else the bytes. */
function content(path) {
  if (!path.endsWith(".pdf")) return readFileSync(path);
  execFileSync("pdftoppm", ["-r", "144", "-singlefile", path, path]);
  return readFileSync(`${path}.ppm`);
}

for (const [ending, options] of [["gif", ["--scale", "2", "--hold", "1"]], ["html", []], ["pdf", []], ["xlsx", []]]) {
  test(`an exported ${ending} is the command line's`, async () => {
    const window = await Window.open(browser, `${app}?preset=padding_strides`);
    await window.key("End");
    await window.until("the last step", ({ step, steps }) => step === steps);
    const wanted = join(work, `wanted.${ending}`);
    program("export", "--preset", "padding_strides", ...options, "-o", wanted);
    const made = await window.exported(`made.${ending}`);
    assert.ok(content(made).equals(content(wanted)), `${made} is not ${wanted}`);
    await window.close();
  });
}

/** How far two pictures of one size are apart, from 0 to 1 (root of the mean square), by ImageMagick. */
function apart(a, b) {
  try {
    execFileSync("compare", ["-metric", "RMSE", a, b, "null:"], { stdio: ["ignore", "ignore", "pipe"] });
    return 0;
  } catch (error) {
    const told = String(error.stderr).match(/\(([\d.e+-]+)\)/);
    assert.ok(told, String(error.stderr));
    return Number(told[1]);
  }
}

for (const [preset, theme, language] of [["article", "light", "en"], ["dilation", "dark", "zh"], ["padding_strides_transposed", "high-contrast", "en"]]) {
  test(`${preset}, ${theme}, ${language}: the page looks as the desktop's window`, async () => {
    const desktop = join(work, `desktop_${preset}.png`);
    execFileSync(join(process.env.CONVOSCOPE_SOURCE_DIR, "tests/with_display"), [process.env.CONVOSCOPE_PROGRAM, "--screenshot", desktop, "--size", "1280x800", "--preset", preset, "--theme", theme, "--language", language]);
    const window = await Window.open(browser, `${app}?preset=${preset}&theme=${theme}&language=${language}`);
    await window.page.waitForTimeout(600);
    const page = join(work, `page_${preset}.png`);
    await window.page.screenshot({ path: page });
    const distance = apart(desktop, page);
    assert.ok(distance < 0.05, `${distance} apart: ${desktop} ${page}`);
    await window.close();
  });
}
