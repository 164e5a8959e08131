"use strict";
(function () {
  var root = document.documentElement;
  var choices = document.querySelectorAll("input[name=language]");
  function use(language) {
    root.lang = language;
    document.title = root.dataset[language] || document.title;
  }
  choices.forEach(function (choice) {
    choice.addEventListener("change", function () { use(choice.value); });
  });
  if (root.hasAttribute("data-choose")) {
    var wanted = (navigator.languages || [navigator.language || "en"]).map(function (tag) {
      return String(tag).slice(0, 2).toLowerCase();
    }).filter(function (tag) { return tag === "de" || tag === "en"; })[0] || "en";
    document.getElementById("language-" + wanted).checked = true;
    use(wanted);
  }
  /* Paper cannot unfold: where a browser does not print a closed fold, it is opened for the print. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = [].slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (fold) { fold.open = false; });
  });
  document.querySelectorAll("input.reveal").forEach(function (box) {
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { event.preventDefault(); box.click(); }
    });
  });
})();
