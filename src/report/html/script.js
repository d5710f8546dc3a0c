// What the report can do beyond being read: a filter, and details that are opened when they are asked for. All of it is optional.
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

  // The details of a description are kept as text in a long page: they become elements when they are opened, and those of
  // the first megabytes once the page is open, so that a search in the page finds them.
  const kept = (section) => section.querySelector(".whole > noscript");
  const unpack = (section) => {
    const text = kept(section);
    if (!text) return;
    const details = document.createElement("div");
    details.innerHTML = text.textContent;
    text.replaceWith(details);
    filterWithin(section);
  };
  const later = window.requestIdleCallback ?? ((what) => setTimeout(what, 50));
  const unpackSome = (rank, left) => {
    const text = sections[rank] && kept(sections[rank]);
    if (!sections[rank] || left < 0) return;
    const taken = text ? text.textContent.length : 0;
    if (text) unpack(sections[rank]);
    if (taken) later(() => unpackSome(rank + 1, left - taken));
    else unpackSome(rank + 1, left);
  };
  main.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches(".whole")) unpack(event.target.parentElement);
  }, true);

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
    // Where some are left out, a block is as long as what is shown of it.
    main.classList.toggle("filtered", byFinding() || wanted.words !== "");
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
    arrive(target);
  };
  // What is laid out on the way may move the place: it is looked for again until it stays.
  const arrive = (target, turns = 10) => {
    if (!target) return;
    target.scrollIntoView();
    const { top } = target.getBoundingClientRect();
    requestAnimationFrame(() => {
      if (turns > 0 && Math.abs(target.getBoundingClientRect().top - top) > 1) arrive(target, turns - 1);
    });
  };
  addEventListener("hashchange", reveal);

  // Of a single description, the verdict comes first.
  if (sections.length === 1) {
    form.removeAttribute("slot");
    sections[0].querySelector(".whole").before(form);
  }
  form.hidden = false;
  document.addEventListener("spoken", tell);
  reveal();
  addEventListener("load", () => later(() => unpackSome(0, 2e6)));
})();
