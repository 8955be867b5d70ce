/* Date fields of the CMS, started from their data: the content policy lets no inline script run. */
(() => {
  const STARTERS = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

  function start(input) {
    const starter = window[STARTERS[input.dataset.chooser]];
    if (starter && !input.dataset.started) {
      input.dataset.started = "true";
      starter(input.id, JSON.parse(input.dataset.config));
    }
  }

  function startWithin(node) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      node.querySelectorAll("input[data-chooser]").forEach(start);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    startWithin(document.body);
    new MutationObserver((changes) => {
      changes.forEach((change) => change.addedNodes.forEach(startWithin));
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
