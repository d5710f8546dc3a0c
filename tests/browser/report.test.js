// The `html` report, as its readers meet it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, fits, reachable } from "./checks.js";
import * as pages from "./pages.js";
import { browser, folder, open, shoot } from "./session.js";

const makers = { single: () => pages.single(folder, "fr"), several: () => pages.several(folder) };
for (const [name, make] of Object.entries(makers)) {
  test(`${name}: accessible in both languages, light and dark, narrow and wide`, async () => {
    const file = make();
    // The longer page, which axe takes its time for, is looked at in half of the ways.
    const ways = [[375, "dark"], [1440, "light"]];
    if (name === "single") ways.push([375, "light"], [1440, "dark"]);
    for (const [width, colorScheme] of ways) {
      await open(file, { width, colorScheme }, async (page) => {
        for (const language of ["fr", "en"]) {
          const at = `${name}-${width}-${colorScheme}-${language}`;
          await page.click(`[data-language=${language}]`);
          await page.click("#unfold");
          assert.equal(await page.getAttribute("html", "lang"), language);
          await accessible(page, at);
          await fits(page, at);
          await shoot(page, at);
        }
      });
    }
  });

  test(`${name}: accessible and whole without scripts`, async () => {
    await open(make(), { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("form").isVisible(), false);
      assert.equal(await page.locator(".switches").isVisible(), false);
      const details = page.locator(".description").first().locator(".findings").first();
      assert.ok(await details.isVisible());
      await shoot(page, `${name}-without-scripts`);
    });
  });
}

test("the keyboard reaches everything and works it", async () => {
  await open(pages.several(folder), {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.focus("[data-language=en]");
    await page.keyboard.press("Enter");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.equal(await page.getAttribute("[data-language=en]", "aria-pressed"), "true");
    await page.focus("#theme");
    await page.keyboard.press("Space");
    assert.equal(await page.getAttribute("#theme", "aria-pressed"), "true");
    assert.equal(await page.getAttribute("html", "data-theme"), "dark");
    const closed = page.locator(".description").nth(1).locator(".whole");
    await closed.locator("> summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await closed.evaluate((details) => details.open));
    await page.focus("#unfold");
    await page.keyboard.press("Enter");
    await reachable(page);
  });
});

test("the contents come first for the eye, the keyboard and without scripts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await open(pages.several(folder), { javaScriptEnabled }, async (page) => {
      const [contents, first] = [await page.locator("#contents").boundingBox(), await page.locator("#d1").boundingBox()];
      assert.ok(contents.y < first.y);
    });
  }
});

test("the filter shows what is asked for, and says how much", async () => {
  await open(pages.single(folder, "en"), {}, async (page) => {
    const shown = () => page.locator(".findings > li:visible").count();
    await page.click("#unfold");
    const all = await shown();
    assert.equal(await page.textContent("#status"), `Shown: ${all} of ${all} findings.`);
    await page.uncheck("[value=warning]");
    await page.uncheck("[value=info]");
    const errors = await shown();
    assert.ok(errors > 0 && errors < all);
    assert.equal(errors, await page.locator(".findings > .error:visible").count());
    assert.equal(await page.textContent("#status"), `Shown: ${errors} of ${all} findings.`);
    await page.click("[type=reset]");
    await page.selectOption("#rule", "input-described");
    assert.equal(await shown(), await page.locator("[data-rule=input-described] .findings > li").count());
    await page.click("[type=reset]");
    await page.fill("#words", "JEANNE.martin");
    await page.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Shown: 2 "));
    await page.click("[type=reset]");
    await page.waitForFunction((all) => document.querySelector("#status").textContent.startsWith(`Shown: ${all} `), all);
  });
});

test("a link to a place opens what holds it", async () => {
  await open(pages.several(folder), {}, async (page) => {
    const last = page.locator("#contents tbody a").last();
    const target = (await last.getAttribute("href")).slice(1);
    await last.click();
    await page.waitForFunction((id) => document.getElementById(id).querySelector(".whole").open, target);
  });
});

test("words of a description are never markup", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await open(pages.hostile(folder), { javaScriptEnabled }, async (page) => {
      if (javaScriptEnabled) await page.click("#unfold");
      assert.equal(await page.evaluate(() => window.struck), undefined);
      assert.equal(await page.locator("img").count(), 0);
      assert.equal(await page.locator("script").count(), 2);
    });
  }
});

test("printed, all is open and the switches are gone", async () => {
  await open(pages.single(folder, "fr"), {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("form").isVisible(), false);
    assert.equal(await page.locator("details:not([open])").count(), 0);
    const pdf = await page.pdf();
    assert.ok(pdf.length > 10_000);
  });
});

test("a thousand descriptions, a hundred thousand diagnostics: seen and filtered within a second", async (context) => {
  const file = pages.large(folder);
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const started = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: 60_000 });
  context.diagnostic(`read whole: ${Math.round(performance.now() - started)} ms`);
  const seen = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  const diagnostics = await page.evaluate(() => [...document.querySelectorAll(".description")]
    .flatMap((one) => one.dataset.severities.split(" ").map(Number)).reduce((sum, count) => sum + count));
  assert.ok(diagnostics >= 100_000, `${diagnostics} diagnostics`);
  // Acts, and waits until the filter has said what it shows and the next frame is drawn.
  const act = (what) => page.evaluate(async ([words, severity]) => {
    const started = performance.now();
    const said = new Promise((resolve) => new MutationObserver(resolve).observe(document.getElementById("status"), { childList: true }));
    if (severity) document.querySelector(`[value=${severity}]`).checked = false;
    const box = document.getElementById("words");
    box.value = words;
    box.dispatchEvent(new Event("input"));
    await said;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const shown = document.querySelectorAll(".description:not([hidden])").length;
    return { shown, taken: performance.now() - started };
  }, what);
  // The first are elements soon, for who searches the page; the last are laid out where they are looked at.
  await page.waitForFunction(() => document.querySelector("#d5 .whole noscript") === null);
  assert.equal(await page.locator("#d1000 .whole noscript").count(), 1);
  await page.evaluate(() => (location.hash = "#d1000"));
  await page.waitForFunction(() => {
    const { top } = document.querySelector("#d1000-t").getBoundingClientRect();
    return document.querySelector("#d1000 .findings") && top >= 0 && top < innerHeight;
  });
  await page.evaluate(() => scrollTo(0, 0));
  const figures = { seen };
  for (const [name, words, severity, wanted] of [
    ["title", "numéro 77", null, 11], ["everywhere", "filtre_13", null, 1000], ["nowhere", "introuvable", null, 0],
    ["title and severity", "numéro 5", "error", 111],
  ]) {
    // The best of three: what else the machine does is not the page's doing.
    for (let turn = 0; turn < 3; turn++) {
      await page.evaluate(() => document.querySelector("[type=reset]").click());
      await page.waitForFunction(() => !document.querySelector(".description[hidden]"));
      await page.waitForTimeout(50);
      const { shown, taken } = await act([words, severity]);
      assert.equal(shown, wanted, name);
      // No room is left for what is not shown.
      if (name === "title") assert.ok(await page.evaluate(() => document.documentElement.scrollHeight) < 40_000);
      figures[name] = Math.min(taken, figures[name] ?? Infinity);
    }
  }
  for (const [name, taken] of Object.entries(figures)) {
    context.diagnostic(`${name}: ${Math.round(taken)} ms`);
    assert.ok(taken < 1000, `${name} took ${Math.round(taken)} ms`);
  }
});
