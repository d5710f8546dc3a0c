// What every page must hold.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices. */
export async function accessible(page, name) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false,
  }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} (${node.failureSummary})`).join("\n  ")}`);
  assert.deepEqual(told, [], name);
  assert.ok(passes.length > 20, `${name}: axe looked at nothing`);
}

/** Nothing wider than the window. */
export async function fits(page, name) {
  const { inner, scroll } = await page.evaluate(() => ({ inner: innerWidth, scroll: document.documentElement.scrollWidth }));
  assert.ok(scroll <= inner, `${name}: ${scroll} px wide in a window of ${inner}`);
}

/** Tab reaches every control that is shown, in the order of the page, each with a focus that is seen. */
export async function reachable(page) {
  const wanted = await page.evaluate(() => {
    const controls = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
    const shown = [...controls].filter((control) => control.checkVisibility());
    shown.forEach((control, rank) => (control.dataset.tested = rank));
    return shown.length;
  });
  const seen = new Set();
  await page.evaluate(() => document.activeElement?.blur());
  for (let press = 0; press < wanted + 20 && seen.size < wanted; press++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { rank: element.dataset.tested, outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, html: element.outerHTML.slice(0, 80) };
    });
    if (at.rank === undefined) continue;
    assert.ok(at.outline, `focus is not seen on ${at.html}`);
    seen.add(at.rank);
  }
  const missed = await page.evaluate((seen) => [...document.querySelectorAll("[data-tested]")]
    .filter((control) => !seen.includes(control.dataset.tested)).map((control) => control.outerHTML.slice(0, 80)), [...seen]);
  assert.deepEqual(missed, []);
}
