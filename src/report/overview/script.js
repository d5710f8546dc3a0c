// What the page can do beyond being read: two languages, two sets of colours, a table to sort and to filter.
(() => {
  "use strict";
  const root = document.documentElement;
  const form = document.getElementById("filter");
  const status = document.getElementById("status");
  const words = document.getElementById("words");
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const say = (en, fr) => (root.lang === "fr" ? fr : en);

  // Language.
  const languages = all("[data-language]");
  const speak = (language) => {
    root.lang = language;
    for (const button of languages) button.setAttribute("aria-pressed", button.dataset.language === language);
    for (const element of all("[data-en]")) element.textContent = element.dataset[language];
    tell();
  };
  for (const button of languages) button.addEventListener("click", () => speak(button.dataset.language));

  // Colours.
  const theme = document.getElementById("theme");
  const systems = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systems.matches);
  const press = () => theme.setAttribute("aria-pressed", isDark());
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    press();
  });
  systems.addEventListener("change", press);

  // The order: by a column, one way then the other.
  const heads = all("th[data-sort]", table);
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim().toLocaleLowerCase();
  const sort = (head) => {
    const column = head.cellIndex;
    const isNumber = "value" in rows[0].cells[column].dataset;
    // Of numbers, the greatest first; of words, the first letters.
    const first = isNumber ? "descending" : "ascending";
    const second = isNumber ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const keys = new Map(rows.map((row) => [row, value(row, column)]));
    const compare = isNumber ? (a, b) => a - b : new Intl.Collator(root.lang, { numeric: true }).compare;
    const sorted = [...rows].sort((a, b) => compare(keys.get(a), keys.get(b)) * (order === "ascending" ? 1 : -1));
    body.append(...sorted);
  };
  for (const head of rows.length ? heads : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head));
  }

  // The filter.
  let texts;
  const filter = () => {
    texts ??= new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));
    const wanted = words.value.trim().toLocaleLowerCase();
    const verdicts = all("[name=verdict]", form);
    const isAll = verdicts.every((box) => box.checked);
    const checked = new Set(verdicts.filter((box) => box.checked).map((box) => box.value));
    for (const row of rows) row.hidden = !((isAll || checked.has(row.dataset.verdict)) && texts.get(row).includes(wanted));
    tell();
  };
  const tell = () => {
    const shown = rows.filter((row) => !row.hidden).length.toLocaleString(root.lang);
    const most = rows.length.toLocaleString(root.lang);
    status.textContent = say(`Shown: ${shown} of ${most} APIs.`, `Affichées\u00a0: ${shown} API sur ${most}.`);
  };
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));

  for (const hidden of [form, document.querySelector(".switches")]) hidden.hidden = false;
  press();
  speak(root.lang);
})();
