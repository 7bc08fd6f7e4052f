// The page that the site begins with: plain HTML, complete in itself, in two languages, light and dark, from 320 px on.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe, launch, serve, site } from "./browser.mjs";

let browser, server;
before(async () => ([browser, server] = [await launch(), await serve()]));
after(async () => (await browser.close(), server.stop()));

async function open(options) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.mistakes = [];
  page.on("pageerror", (error) => page.mistakes.push(String(error)));
  page.on("request", (request) => request.url().startsWith(server.address) || page.mistakes.push(request.url()));
  page.on("response", (response) => response.ok() || page.mistakes.push(`${response.status()} ${response.url()}`));
  await page.goto(server.address);
  await page.evaluate(async () => {
    const shown = [...document.images].filter((image) => image.checkVisibility());
    for (const image of shown) image.loading = "eager";
    await Promise.all(shown.map((image) => image.decode()));
  });
  await page.waitForLoadState("networkidle");
  return page;
}

test("every link and picture of the site's page is there, and all are relative", () => {
  const html = readFileSync(join(site, "index.html"), "utf8");
  assert.doesNotMatch(html, /<!-- (hero|lessons|gallery|single file|offline) -->|@version@/);
  const places = [...html.matchAll(/(?:href|src|srcset)="([^"]+)"/g)].map((match) => match[1].replaceAll("&amp;", "&"));
  assert.ok(places.length > 100, `${places.length} links`);
  for (const place of places) {
    if (place.startsWith("#")) {
      assert.match(html, new RegExp(`id="${place.slice(1)}"`), place);
      continue;
    }
    assert.doesNotMatch(place, /^(\/|[a-z]+:)/, place);
    assert.ok(existsSync(join(site, place.split(/[?#]/)[0])), place);
  }
});

for (const [width, scheme, locale] of [[1280, "light", "en-GB"], [768, "dark", "zh-CN"], [375, "light", "zh-CN"], [320, "dark", "en-GB"]]) {
  test(`the site's page at ${width} px, ${scheme}, ${locale}`, async () => {
    const page = await open({ viewport: { width, height: 640 }, colorScheme: scheme, locale });
    assert.deepEqual(page.mistakes, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, "wider than the window");
    assert.equal(await page.evaluate(() => document.documentElement.lang), locale.slice(0, 2));
    const broken = await page.evaluate(() => [...document.images].filter((image) => image.checkVisibility() && !image.naturalWidth).map((image) => image.src));
    assert.deepEqual(broken, []);
    assert.deepEqual(await axe(page), []);
    await page.context().close();
  });
}

test("the language is switched, and links to the program follow", async () => {
  const page = await open();
  const first = page.locator("a.first");
  assert.equal(await first.innerText(), "Open it here");
  await page.locator("#language").click();
  assert.equal(await first.innerText(), "在浏览器中打开");
  assert.match(await first.getAttribute("href"), /language=zh/);
  await page.reload();
  assert.equal(await first.innerText(), "在浏览器中打开");
  await page.locator("#language").click();
  assert.doesNotMatch(await first.getAttribute("href"), /language=zh/);
  await page.context().close();
});

test("the site's page is read and used by keyboard alone", async () => {
  const page = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  for (let i = 0; i < 7; ++i) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "app/index.html?lesson=article");
  await page.context().close();
});
