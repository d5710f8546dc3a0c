// The documentation site, as its readers meet it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, fits, reachable } from "./checks.js";
import * as pages from "./pages.js";
import { browser, folder, open, shoot } from "./session.js";

let written;
const site = (page) => join((written ??= pages.site(folder)), page);

const PAGES = [
  "index.html", "fr/index.html", "en/index.html", "fr/contact-email-generic.html", "en/declaration-contradiction.html",
  "fr/path-trailing-slash.html",
];
for (const name of PAGES) {
  test(`${name}: accessible, light and dark, narrow and wide`, async () => {
    for (const [width, colorScheme] of [[375, "dark"], [1440, "light"]]) {
      await open(site(name), { width, colorScheme }, async (page) => {
        await accessible(page, name);
        await fits(page, name);
        await shoot(page, `site-${name.replace(/\W/g, "-")}-${width}-${colorScheme}`);
      });
    }
  });
}

test("from a folder or a server, the styles come in and no other script runs", async () => {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", extname(request.url) === ".css" ? "text/css" : "text/html; charset=utf-8");
    response.end(readFileSync(site(request.url.slice(1))));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const served = (name) => `http://127.0.0.1:${server.address().port}/${name}`;
  for (const name of ["index.html", "fr/index.html", "fr/path-trailing-slash.html"]) {
    for (const url of [pathToFileURL(site(name)).href, served(name)]) {
      const page = await browser.newPage();
      const complaints = [];
      page.on("console", (message) => complaints.push(message.text()));
      await page.goto(url);
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).lineHeight === "normal"), false, url);
      assert.deepEqual(complaints, [], url);
      for (const [tag, text] of [["script", "window.struck = 1"], ["style", "h1 { display: none }"]]) {
        await page.evaluate(([tag, text]) => {
          const smuggled = document.createElement(tag);
          smuggled.textContent = text;
          document.body.append(smuggled);
        }, [tag, text]);
      }
      assert.equal(await page.evaluate(() => window.struck), undefined, url);
      assert.equal(await page.isVisible("h1"), true, url);
      assert.equal(complaints.filter((complaint) => complaint.includes("Content Security Policy")).length, 2, url);
      await page.close();
    }
  }
  server.close();
});

test("the keyboard reaches every link of a rule's page", async () => {
  await open(site("fr/contact-email-generic.html"), {}, reachable);
});

test("a rule is found by its words, whatever their accents, and its page in the other language from there", async () => {
  await open(site("fr/index.html"), {}, async (page) => {
    const shown = page.locator(".rules > li:visible");
    const all = await shown.count();
    await page.fill("#words", "ADRESSE generique");
    assert.equal(await shown.count(), 1);
    assert.equal(await page.textContent("#status"), `1 sur ${all}`);
    await shown.locator("a").click();
    assert.match(page.url(), /fr\/contact-email-generic\.html$/);
    await page.click("a[hreflang=en]");
    assert.match(page.url(), /en\/contact-email-generic\.html$/);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.ok(await page.locator("mark").count() > 0);
  });
});

test("without scripts the list is whole", async () => {
  await open(site("en/index.html"), { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator("#search").isVisible(), false);
    assert.ok(await page.locator(".rules > li:visible").count() > 100);
  });
});
