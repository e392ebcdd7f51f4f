/**
 * The checklist beside the form: its count on the toggle and on the publish button, and each line a way to its place.
 *
 * The server makes the list and sends it anew with every save by itself; the element is then made anew too.
 */

const COUNTER = '[data-side-panel-toggle="checklist"] [data-side-panel-toggle-counter]';
const REMEMBERED = "wagtail:side-panel-open";
const WIDE_ENOUGH = "(min-width: 75rem)";

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
    for (const place of document.querySelectorAll("[data-mh-publish-count]")) {
      place.textContent = this.dataset.words;
      place.hidden = blocks === 0;
    }
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
      setTimeout(() => panel.dispatchEvent(new CustomEvent("open")), 0);
    }
  }

  /** @param {MouseEvent} event */
  #go(event) {
    const link = event.target.closest("a[data-mh-place]");
    const place = link && placeOf(link.dataset.mhPlace);
    if (place) {
      event.preventDefault();
      reveal(place);
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

/** @param {HTMLElement} place shown, whatever tab or fold hides it, and focused */
function reveal(place) {
  const tab = place.closest('[role="tabpanel"][hidden]');
  if (tab) document.querySelector(`[role="tab"][aria-controls="${CSS.escape(tab.id)}"]`)?.click();
  for (let fold = place.closest("[hidden]"); fold; fold = fold.parentElement?.closest("[hidden]")) {
    document.querySelector(`[aria-controls="${CSS.escape(fold.id)}"]`)?.click();
    if (fold.hidden) break;
  }
  requestAnimationFrame(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    const field = place.querySelector('input:not([type="hidden"]), textarea, select, [contenteditable="true"], button');
    field?.focus({ preventScroll: true });
    place.classList.add("mh-shown-place");
    setTimeout(() => place.classList.remove("mh-shown-place"), 2500);
  });
}

customElements.define("mh-checklist", Checklist);

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
