// Suggestions under the search boxes and keys to move between hits; the pages work without it.
"use strict";

const PAUSE_MILLISECONDS = 120;
const SHORTCUTS_KEY = "madoguchi.search.shortcuts";
// What may be a My Number must not leave this browser.
const TWELVE_DIGITS = /\d(?:[\s\-‐−ー・.]?\d){11}/;

function holdsTwelveDigits(text) {
  return TWELVE_DIGITS.test(text.normalize("NFKC"));
}

// The last digit is a check digit of the eleven before it (as in portal/my_number.py).
const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

function isMyNumber(text) {
  const digits = TWELVE_DIGITS.exec(text.normalize("NFKC"))?.[0].replace(/\D/g, "");
  if (!digits) {
    return false;
  }
  const rest = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

document.addEventListener("submit", (event) => {
  const input = event.target.closest("[data-search]")?.querySelector("input[name=q]");
  if (input && isMyNumber(input.value)) {
    event.preventDefault();
    input.value = "";
    window.location.assign(`${event.target.action}?guarded=1`);
  }
});

// One box with its list: the combobox pattern of the ARIA Authoring Practices, list autocomplete.
class Suggestions {
  constructor(input) {
    this.input = input;
    this.url = input.dataset.suggestUrl;
    this.chosen = -1;
    this.options = [];
    this.list = this.makeList();
    this.status = this.makeStatus();
    this.describeInput();
    this.listen();
  }

  makeList() {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `${this.input.id}-suggestions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "候補");
    list.hidden = true;
    this.input.form.append(list);
    return list;
  }

  makeStatus() {
    const status = document.createElement("div");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.input.form.append(status);
    return status;
  }

  describeInput() {
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
  }

  listen() {
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    // The box keeps the focus while the list is used with a mouse.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        this.open(this.options.indexOf(option));
      }
    });
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MILLISECONDS);
  }

  async ask() {
    this.request?.abort();
    const typed = this.input.value.trim();
    if (!typed || holdsTwelveDigits(typed)) {
      this.close();
      return;
    }
    this.request = new AbortController();
    try {
      const address = `${this.url}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok && !answer.redirected && document.activeElement === this.input) {
        this.show((await answer.json()).suggestions);
      }
    } catch (error) {
      // A newer request took its place, or the network failed: the box still searches.
      if (error.name !== "AbortError") {
        this.close();
      }
    }
  }

  show(suggestions) {
    this.options = suggestions.map((suggestion, number) => this.makeOption(suggestion, number));
    this.list.replaceChildren(...this.options);
    this.choose(-1);
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.status.textContent = this.options.length ? `候補が${this.options.length}件あります。` : "候補はありません。";
  }

  makeOption({ title, url, place }, number) {
    const option = document.createElement("li");
    option.className = "suggestion";
    option.id = `${this.list.id}-${number}`;
    option.dataset.url = url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(this.makeText("suggestion__title", title));
    if (place) {
      option.append(this.makeText("suggestion__place", place));
    }
    return option;
  }

  makeText(className, text) {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  }

  choose(number) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = number;
    const option = this.options[number];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  onKey(event) {
    // While an input method composes, its keys are not ours.
    if (event.isComposing || this.list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.open(this.chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  // One place of the cycle is the box itself, with nothing chosen.
  step(by) {
    const places = this.options.length + 1;
    this.choose(((this.chosen + 1 + by + places) % places) - 1);
  }

  open(number) {
    window.location.assign(this.options[number].dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }
}

for (const input of document.querySelectorAll("[data-search] input[data-suggest-url]")) {
  new Suggestions(input);
}

// Keys. Letters alone can be turned off (WCAG 2.1.4), the arrows work only from the box or a hit.
const hits = [...document.querySelectorAll("[data-hit]")];

function lettersAreOn() {
  try {
    return localStorage.getItem(SHORTCUTS_KEY) !== "off";
  } catch {
    return true;
  }
}

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function moveToHit(by) {
  const current = hits.indexOf(document.activeElement);
  const following = current < 0 ? 0 : Math.min(Math.max(current + by, 0), hits.length - 1);
  hits[following]?.focus();
}

function focusSearchBox() {
  const box = document.querySelector("main [data-search] input") ?? document.querySelector("[data-search] input");
  box?.focus();
  box?.select();
}

function moveByArrow(event) {
  const fromBox = event.target.matches("[data-search] input") && event.key === "ArrowDown";
  if (hits.length && (fromBox || hits.includes(event.target))) {
    event.preventDefault();
    moveToHit(event.key === "ArrowDown" ? 1 : -1);
  }
}

function moveByLetter(event) {
  if (isTyping(event.target) || !lettersAreOn()) {
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    focusSearchBox();
  } else if (hits.length && (event.key === "j" || event.key === "k")) {
    event.preventDefault();
    moveToHit(event.key === "j" ? 1 : -1);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    moveByArrow(event);
  } else {
    moveByLetter(event);
  }
});

const keys = document.querySelector("[data-search-keys]");
if (keys) {
  const control = keys.querySelector("[data-search-keys-switch]");
  keys.hidden = false;
  control.checked = lettersAreOn();
  control.addEventListener("change", () => {
    try {
      localStorage.setItem(SHORTCUTS_KEY, control.checked ? "on" : "off");
    } catch {
      // Private browsing: the choice holds for this page only.
    }
  });
}
