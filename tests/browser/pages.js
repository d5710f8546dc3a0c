// The pages that the tests open, made by the command from the fixtures, and from descriptions made here.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = new URL("../..", import.meta.url).pathname;
const BINARY = process.env.APILINT_BINARY ?? join(ROOT, "target/debug/apilint");

/** Runs the command in the repository: its findings make it end with 1, what it cannot read with 3. */
export function apilint(...options) {
  try {
    execFileSync(BINARY, [...options, "--quiet"], { cwd: ROOT, env: { ...process.env, APILINT_TODAY: "2026-11-21" }, stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    if (error.status !== 1 && error.status !== 3) throw error;
  }
}

/** One description, and its page. */
export function single(folder, language) {
  const page = join(folder, `single-${language}.html`);
  apilint("check", "fixtures/descriptions/bibliotheque.yaml", "--lang", language, "--format", `html=${page}`);
  return page;
}

/** Several descriptions, some declared, ignored in part, in several files, or not to be read. */
export function several(folder) {
  const page = join(folder, "several.html");
  const inputs = ["fixtures/descriptions", "fixtures/projects/declared", "fixtures/projects/ignored", "fixtures/projects/several-files", "fixtures/broken"];
  apilint("check", ...inputs, "--ruleset", "apilint:all", "--lang", "fr", "--format", `html=${page}`);
  return page;
}

/** A description whose every word tries to be markup or script. */
export function hostile(folder) {
  const attack = `</noscript></script></style><script>window.struck = 1</script><img src=x onerror="window.struck = 2">"'&`;
  const key = JSON.stringify(`/${attack}`);
  const text = [
    "openapi: 3.1.0",
    `info: { title: ${JSON.stringify(attack)}, version: ${JSON.stringify(attack)}, description: ${JSON.stringify(attack)} }`,
    "paths:", `  ${key}:`, "    get:", `      operationId: ${JSON.stringify(attack)}`, `      summary: ${JSON.stringify(attack)}`,
    `      x-apilint-ignore: [{ rule: operation-described, reason: ${JSON.stringify(attack)} }]`,
    `      ${JSON.stringify(attack)}: 1`, "",
  ].join("\n");
  writeFileSync(join(folder, "hostile.yaml"), text);
  const page = join(folder, "hostile.html");
  apilint("check", join(folder, "hostile.yaml"), "--ruleset", "apilint:all", "--format", `html=${page}`);
  return page;
}

/** The page on several descriptions, and how they changed since two earlier reports. */
export function dashboard(folder) {
  const reports = join(folder, "reports");
  mkdirSync(reports);
  for (const [name, inputs] of [
    ["2026-09", ["fixtures/descriptions/bibliotheque.yaml"]],
    ["2026-10", ["fixtures/descriptions", "fixtures/projects/declared"]],
    ["2026-11", ["fixtures/descriptions", "fixtures/projects/several-files", "fixtures/broken"]],
  ]) apilint("check", ...inputs, "--ruleset", "apilint:all", "--format", `json=${join(reports, `${name}.json`)}`);
  apilint("dashboard", reports, "--output", join(folder, "dashboard"), "--lang", "fr");
  return join(folder, "dashboard", "index.html");
}

/** A folder of a thousand descriptions with a hundred diagnostics each. */
function many(folder) {
  const inputs = join(folder, "large");
  mkdirSync(inputs, { recursive: true });
  for (let rank = 0; rank < 1000; rank++) {
    const lines = ["openapi: 3.1.0", `info: { title: API numéro ${rank}, version: 1.0.0 }`, "paths:"];
    for (let path = 0; path < 22; path++) {
      lines.push(
        `  /Ressources_${path}/{identifiant}:`, "    get:", "      parameters:",
        "        - { name: identifiant, in: path, required: true, schema: { type: string } }",
        `        - { name: filtre_${path}, in: query, schema: { type: string } }`,
        "      responses:", "        default:", `          description: Réponse ${path}`,
      );
    }
    writeFileSync(join(inputs, `api-${String(rank).padStart(4, "0")}.yaml`), lines.join("\n") + "\n");
  }
  return inputs;
}

/** The report on a thousand descriptions with a hundred diagnostics each. */
export function large(folder) {
  const page = join(folder, "large.html");
  apilint("check", many(folder), "--ruleset", "apilint:all", "--format", `html=${page}`);
  return page;
}

/** The documentation site of all rules. */
export function site(folder) {
  const pages = join(folder, "site");
  apilint("rules", "apilint:all", "--format", `site=${pages}`);
  return pages;
}

/** The page on the same, an API a row. */
export function largeCatalogue(folder) {
  const page = join(folder, "large-catalogue.html");
  apilint("check", many(folder), "--ruleset", "apilint:all", "--format", `catalogue=${page}`);
  return page;
}
