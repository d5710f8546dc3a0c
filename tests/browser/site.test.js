// The documentation site, as its readers meet it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { accessible, fits, reachable } from "./checks.js";
import * as pages from "./pages.js";
import { folder, open, shoot } from "./session.js";

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
