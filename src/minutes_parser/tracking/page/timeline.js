"use strict";
(function () {
  const root = document.documentElement;
  const state = document.getElementById("by-state");
  const assignee = document.getElementById("by-assignee");
  const words = document.getElementById("by-words");
  const overdue = document.getElementById("by-overdue");
  const shown = document.getElementById("shown");
  const decisions = Array.from(document.querySelectorAll(".decision"));

  function language(code) {
    root.dataset.lang = code;
    root.lang = code === "en" ? "en" : "zh-Hant-TW";
    document.querySelectorAll("option[data-zh]").forEach(function (option) {
      option.textContent = code === "en" ? option.dataset.en : option.dataset.zh;
    });
  }
  document.getElementById("language").addEventListener("click", function () {
    language(root.dataset.lang === "en" ? "zh" : "en");
  });

  function filter() {
    const wanted = words.value.trim().toLowerCase();
    let count = 0;
    decisions.forEach(function (each) {
      const fits =
        (!state.value || state.value === each.dataset.state || (state.value === "not-closed" && each.dataset.state !== "closed")) &&
        (!assignee.value || assignee.value === each.dataset.assignee) &&
        (!overdue.checked || each.classList.contains("overdue")) &&
        (!wanted || each.textContent.toLowerCase().includes(wanted));
      each.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = String(count);
  }
  [state, assignee, overdue].forEach(function (control) { control.addEventListener("change", filter); });
  words.addEventListener("input", filter);
  document.getElementById("filters").hidden = false;
  filter();
  root.dataset.ready = "yes";
})();
