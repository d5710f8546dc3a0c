// One browser for the tests of a file, and pages opened in it.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { start } from "./browser.js";

export const folder = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), "apilint-browser-"));
if (process.env.SCREENSHOTS) mkdirSync(folder, { recursive: true });
export let browser;

before(async () => {
  browser = await start();
});
after(async () => {
  await browser?.close();
  if (!process.env.SCREENSHOTS) rmSync(folder, { recursive: true });
});

/** Opens a page; whatever it complains of, its own policy first of all, fails the test. */
export async function open(file, { width = 1440, ...options } = {}, use) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => request.url().startsWith("file:") || complaints.push(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  await use(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Takes a screenshot where somebody asked for them: `SCREENSHOTS=folder`. */
export async function shoot(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
