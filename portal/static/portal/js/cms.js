/* What the CMS needs besides: date fields started from their data, as no inline script may run; a word on pasted tables. */
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

(() => {
  const SAID = "表は、文章として貼り付けました。表のまま載せるには「表」か「必要書類」のブロックを使ってください。";

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target instanceof Element ? event.target.closest(".Draftail-Editor") : null;
      const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
      if (!editor || !/<table[\s>]/i.test(html) || editor.nextElementSibling?.matches("[data-pasted-table]")) {
        return;
      }
      const note = document.createElement("p");
      note.className = "help-block help-warning";
      note.dataset.pastedTable = "";
      note.setAttribute("role", "status");
      note.textContent = SAID;
      editor.after(note);
    },
    true,
  );
})();
