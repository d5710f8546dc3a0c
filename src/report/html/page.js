// What every page can do beyond being read: two languages, two sets of colours. What else it shows in words of its own
// hears of the language by the event "spoken".
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Language.
  const languages = all("[data-language]");
  const speak = (language) => {
    root.lang = language;
    for (const button of languages) button.setAttribute("aria-pressed", button.dataset.language === language);
    for (const words of all("[data-en]")) words.textContent = words.dataset[language];
    document.dispatchEvent(new Event("spoken"));
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

  document.querySelector(".switches").hidden = false;
  press();
  speak(root.lang);
})();
