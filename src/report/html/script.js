// What the page can do beyond being read: two languages, two sets of colours, a filter. All of it is optional.
(() => {
  "use strict";
  const root = document.documentElement;
  const main = document.getElementById("main");
  const form = document.getElementById("filter");
  const status = document.getElementById("status");
  const ruleBox = document.getElementById("rule");
  const wordsBox = document.getElementById("words");
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const sections = all(".description");
  const rows = new Map(all("tr[data-for]").map((row) => [row.dataset.for, row]));
  const say = (en, fr) => (root.lang === "fr" ? fr : en);
  const SEVERITIES = ["error", "warning", "info", "hint"];

  // The details of a description past the first megabytes are kept as text: they become elements when they are opened.
  const kept = (section) => section.querySelector(".whole > noscript");
  const unpack = (section) => {
    const text = kept(section);
    if (!text) return;
    const details = document.createElement("div");
    details.innerHTML = text.textContent;
    text.replaceWith(details);
    filterWithin(section);
  };
  main.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches(".whole")) unpack(event.target.parentElement);
  }, true);

  // Language.
  const languages = all("[data-language]");
  const speak = (language) => {
    root.lang = language;
    for (const button of languages) button.setAttribute("aria-pressed", button.dataset.language === language);
    for (const words of all("[data-en]")) words.textContent = words.dataset[language];
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

  // The filter.
  const rules = new Map(sections.map((section) => [section, section.dataset.rules.split("\n")]));
  const counts = new Map(sections.map((section) => [section, section.dataset.severities.split(" ").map(Number)]));
  for (const name of [...new Set([...rules.values()].flat())].filter(Boolean).sort()) {
    ruleBox.append(new Option(name, name));
  }
  let wanted = { severities: SEVERITIES, rule: "", words: "" };
  const folded = new WeakMap();
  const holds = (element) => {
    if (!wanted.words) return true;
    let text = folded.get(element);
    if (text === undefined) folded.set(element, (text = element.textContent.toLowerCase()));
    return text.includes(wanted.words);
  };
  const escaped = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  // Whether the words stand in a text of elements, outside their tags.
  const isWithin = (text) => {
    const pattern = new RegExp(escaped(wanted.words).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
    for (let match; (match = pattern.exec(text)); ) {
      if (text.lastIndexOf("<", match.index) <= text.lastIndexOf(">", match.index)) return true;
    }
    return false;
  };
  const byFinding = () => wanted.severities.length < SEVERITIES.length || wanted.rule !== "";
  const matches = (section) => {
    const some = counts.get(section).some((count, rank) => count > 0 && wanted.severities.includes(SEVERITIES[rank]));
    if (byFinding() && !some) return false;
    if (wanted.rule && !rules.get(section).includes(wanted.rule)) return false;
    if (!wanted.words) return true;
    const text = kept(section);
    const head = all(":scope > :not(.whole)", section);
    return head.some(holds) || (text ? isWithin(text.textContent) : holds(section.querySelector(".whole")));
  };
  const filterWithin = (section) => {
    if (kept(section)) return;
    const isNamed = wanted.words && all(":scope > h2, :scope > .meta", section).some(holds);
    for (const dossier of all(".dossier", section)) dossier.hidden = byFinding();
    for (const group of all(".strength", section)) {
      let some = false;
      for (const criterion of all(".criteria > li", group)) some = !(criterion.hidden = !isNamed && !holds(criterion)) || some;
      group.hidden = !some;
    }
    for (const group of all("details.rule", section)) {
      const isRule = !wanted.rule || group.dataset.rule === wanted.rule;
      const isTold = isNamed || holds(group.querySelector("summary"));
      let some = false;
      for (const finding of isRule ? all(".findings > li", group) : []) {
        const isShown = wanted.severities.includes(finding.className) && (isTold || holds(finding));
        finding.hidden = !isShown;
        some ||= isShown;
      }
      group.hidden = !some;
    }
  };
  const filter = () => {
    wanted = {
      severities: all("[name=severity]", form).filter((box) => box.checked).map((box) => box.value),
      rule: ruleBox.value,
      words: wordsBox.value.trim().toLowerCase(),
    };
    for (const section of sections) {
      const isShown = sections.length === 1 || matches(section);
      section.hidden = !isShown;
      const row = rows.get(section.id);
      if (row) row.hidden = !isShown;
      if (isShown) filterWithin(section);
    }
    tell();
  };
  const tell = () => {
    const [what, most, shown] = sections.length === 1
      ? [say("findings", "constats"), all(".findings > li"), all("details.rule:not([hidden]) .findings > li:not([hidden])")]
      : ["descriptions", sections, sections.filter((section) => !section.hidden)];
    const figure = (list) => list.length.toLocaleString(root.lang);
    status.textContent = say(`Shown: ${figure(shown)} of ${figure(most)} ${what}.`, `Affichés\u00a0: ${figure(shown)} ${what} sur ${figure(most)}.`);
  };
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 100);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", filter);
  wordsBox.addEventListener("input", soon);
  form.addEventListener("reset", () => setTimeout(filter));

  // Opening and closing.
  const turn = (isOpen) => {
    for (const section of sections.filter((section) => !section.hidden)) {
      if (isOpen) unpack(section);
      for (const details of all("details", section)) {
        if (sections.length > 1 || !details.matches(".whole")) details.open = isOpen;
      }
    }
  };
  document.getElementById("unfold").addEventListener("click", () => turn(true));
  document.getElementById("fold").addEventListener("click", () => turn(false));
  addEventListener("beforeprint", () => turn(true));

  // A place that is asked for is opened first.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const section = document.getElementById(id.split("-")[0]);
    if (!section || !section.matches(".description")) return;
    unpack(section);
    section.querySelector(".whole").open = true;
    const target = document.getElementById(id);
    for (let up = target; up; up = up.parentElement) if (up.matches("details")) up.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Of a single description, the verdict comes first.
  if (sections.length === 1) {
    form.removeAttribute("slot");
    sections[0].querySelector(".whole").before(form);
  }
  for (const hidden of [form, document.querySelector(".switches")]) hidden.hidden = false;
  press();
  speak(root.lang);
  reveal();
})();
