"use strict";
// The page is whole without this: it adds filters to long tables and buttons that copy lists.
(() => {
  const ROWS_WORTH_A_FILTER = 12;

  for (const table of document.querySelectorAll("table.filtered")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < ROWS_WORTH_A_FILTER) {
      continue;
    }
    const input = document.createElement("input");
    input.type = "search";
    input.className = "filter";
    input.placeholder = "Filter rows";
    input.setAttribute("aria-label", "Filter rows of " + table.caption.textContent);
    const matches = document.createElement("span");
    matches.className = "matches";
    matches.setAttribute("role", "status");
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      matches.textContent = wanted === "" ? "" : shown + " of " + rows.length;
    });
    table.before(input, matches);
  }

  for (const list of document.querySelectorAll("ul.copied")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const text = [...list.children].map((item) => item.textContent.trim()).join("\n");
      try {
        await navigator.clipboard.writeText(text + "\n");
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(list);
        button.textContent = "Selected";
      }
    });
    list.after(button);
  }

  // Paper has no folds.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((fold) => fold.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => opened.forEach((fold) => fold.removeAttribute("open")));

  // A link to a quote inside of a fold opens it.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) {
        at.open = true;
      }
    }
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
