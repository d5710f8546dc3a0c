// Searches the list of rules as words are typed. Without scripts the list is whole, and the field is not shown.
(() => {
  "use strict";
  const form = document.getElementById("search");
  const words = document.getElementById("words");
  const status = document.getElementById("status");
  const rules = [...document.querySelectorAll(".rules > li")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rules.map((rule) => [rule, fold(rule.textContent)]));
  const search = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    for (const rule of rules) rule.hidden = !wanted.every((word) => texts.get(rule).includes(word));
    for (const set of document.querySelectorAll(".ruleset")) set.hidden = !set.querySelector(".rules > li:not([hidden])");
    status.textContent = `${rules.filter((rule) => !rule.hidden).length} ${status.dataset.of} ${rules.length}`;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("input", search);
  form.hidden = false;
  search();
})();
