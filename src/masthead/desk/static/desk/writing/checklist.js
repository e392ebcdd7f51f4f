/**
 * The checklist beside the form: its count on the toggle and on the publish button, and each line a way to its place.
 * The server sends it anew with every save by itself; the element is then made anew too. */

const COUNTER = '[data-side-panel-toggle="checklist"] [data-side-panel-toggle-counter]';
const COUNT = "[data-mh-publish-count]";
const FLICKER_MILLISECONDS = 300;
const REMEMBERED = "wagtail:side-panel-open";
const WIDE_ENOUGH = "(min-width: 75rem)";

/** While a save is under way nobody knows yet what stands in the way: the button says so, unless the answer comes at once. */
const checking = {
  begin() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isSaid = true;
      for (const place of document.querySelectorAll(COUNT)) place.textContent = place.dataset.checking;
      this.say(document.querySelector("mh-checklist")?.dataset.checking);
    }, FLICKER_MILLISECONDS);
  },

  /** @param {string} words on the button @param {string} said to who hears the screen, if they were told to wait */
  end(words, said) {
    clearTimeout(this.timer);
    for (const place of document.querySelectorAll(COUNT)) if (words !== undefined) place.textContent = words;
    if (this.isSaid) this.say(said);
    this.isSaid = false;
  },

  say(words) {
    const place = document.querySelector("[data-mh-publish-said]");
    if (place) place.textContent = words ?? "";
  },
};

class Checklist extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.#go(event));
    this.#count(Number(this.dataset.blocks));
    if (!Checklist.wasOffered) {
      Checklist.wasOffered = true;
      this.#offer();
    }
  }

  /** @param {number} blocks what stands in the way */
  #count(blocks) {
    const counter = document.querySelector(COUNTER);
    if (counter) {
      counter.textContent = String(blocks);
      counter.hidden = blocks === 0;
    }
    checking.end(this.dataset.words, this.dataset.said);
  }

  /** Open the panel for whoever has never chosen one, where there is room beside the copy. */
  #offer() {
    const panel = this.closest("[data-side-panel]");
    let chosen = null;
    try {
      chosen = localStorage.getItem(REMEMBERED);
    } catch {
      return;
    }
    if (chosen === null && panel && matchMedia(WIDE_ENOUGH).matches) {
      // Wagtail hears it only once the page is there.
      const open = () => setTimeout(() => panel.dispatchEvent(new CustomEvent("open")), 0);
      document.readyState === "complete" ? open() : window.addEventListener("load", open, { once: true });
    }
  }

  /** @param {MouseEvent} event */
  #go(event) {
    const link = event.target.closest("a[data-mh-place]");
    const place = link && placeOf(link.dataset.mhPlace);
    if (place) {
      event.preventDefault();
      reveal(place, "mhWord" in link.dataset);
    }
  }
}
Checklist.wasOffered = false;

/**
 * @param {string} name a block's id or a field's name
 * @returns {HTMLElement | null}
 */
function placeOf(name) {
  const quoted = CSS.escape(name);
  return (
    document.querySelector(`[data-contentpath="${quoted}"]`) ??
    document.getElementById(`id_${name}`)?.closest("[data-field], section, div") ??
    document.querySelector(`[id^="panel-"][id$="-${quoted}-section"]`)
  );
}

/** @param {HTMLElement} place shown, whatever tab or fold hides it, and focused @param {boolean} isWord its “TK” selected */
function reveal(place, isWord) {
  const tab = place.closest('[role="tabpanel"][hidden]');
  if (tab) document.querySelector(`[role="tab"][aria-controls="${CSS.escape(tab.id)}"]`)?.click();
  for (let fold = place.closest("[hidden]"); fold; fold = fold.parentElement?.closest("[hidden]")) {
    document.querySelector(`[aria-controls="${CSS.escape(fold.id)}"]`)?.click();
    if (fold.hidden) break;
  }
  requestAnimationFrame(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    const word = isWord && place.querySelector(".mh-tk");
    const fields = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"], button';
    const field = word ? word.closest('[contenteditable="true"]') : place.querySelector(fields);
    field?.focus({ preventScroll: true });
    if (isWord) selectWord(field, word);
    place.classList.add("mh-shown-place");
    setTimeout(() => place.classList.remove("mh-shown-place"), 2500);
  });
}

/** What is typed next replaces the “TK”. @param {HTMLElement | null} field @param {HTMLElement | null} word in rich text */
function selectWord(field, word) {
  if (word) {
    word.scrollIntoView({ block: "center" });
    getSelection().selectAllChildren(word);
    return;
  }
  const found = field?.value?.match(/(?<![\p{L}\p{N}_])(?:TK)+(?![\p{L}\p{N}_])/u);
  if (found) field.setSelectionRange(found.index, found.index + found[0].length);
}

customElements.define("mh-checklist", Checklist);

document.addEventListener("w-autosave:save", () => checking.begin());
for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    const list = document.querySelector("mh-checklist");
    checking.end(list?.dataset.words, list?.dataset.said);
  });
}

/** What Wagtail leaves undone: after it saved by itself, the form knows the version that it made. */
document.addEventListener("w-autosave:success", (event) => {
  const answer = event.detail?.response ?? {};
  const form = document.querySelector("form[data-edit-form]");
  for (const [name, value] of [
    ["loaded_revision_id", answer.revision_id],
    ["loaded_revision_created_at", answer.revision_created_at],
  ]) {
    const field = form?.elements.namedItem(name);
    if (field && value) field.value = String(value);
  }
});
