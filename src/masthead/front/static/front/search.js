/**
 * <mh-search>: a link to the search page becomes a button that opens the same form over the page; so do `/` and Ctrl or ⌘ K.
 * Without this script the link simply leads to /search/. The wide and the narrow header may have one each: they share the page's one
 * dialog, and the style sheet shows one of them. What is found while the reader types goes into [data-found].
 */
const SLASH_IS_OFF = "masthead.search.slash-is-off"; // kept only for a reader who turned the key off (WCAG 2.2, 2.1.4)

class MastheadSearch extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLAnchorElement | null} */
    const link = this.querySelector("a.search-opener");
    const dialog = theDialog();
    if (!link || !dialog || typeof dialog.showModal !== "function") return;
    const opener = buttonInPlaceOf(link);
    opener.addEventListener("click", () => open(dialog, opener));
    if (this.contains(dialog)) prepare(dialog);
  }
}

/** @returns {HTMLDialogElement | null} */
function theDialog() {
  return document.querySelector("dialog.search-dialog");
}

/** @returns {HTMLElement | undefined} the opener that can be seen */
function visibleOpener() {
  /** @type {HTMLElement[]} */
  const openers = [...document.querySelectorAll("button.search-opener")];
  return openers.find((opener) => opener.getClientRects().length > 0);
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement | undefined} from where the reader goes back to
 */
function open(dialog, from) {
  dialog.addEventListener("close", () => from?.focus(), { once: true });
  dialog.showModal();
  dialog.querySelector("input")?.select();
}

/**
 * Everything that closes the dialog, and the keys that open it; once a page.
 * @param {HTMLDialogElement} dialog
 */
function prepare(dialog) {
  let pressed = null;
  dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => { pressed = event.target; });
  dialog.addEventListener("click", (event) => {
    // The backdrop, not what lies on it, and not the end of a selection that began inside.
    if (event.target === dialog && pressed === dialog) dialog.close();
  });
  window.addEventListener("pagehide", () => dialog.close()); // whoever comes back finds the page
  document.addEventListener("keydown", (event) => {
    if (!opens(event)) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open(dialog, document.activeElement === document.body ? visibleOpener() : activeElement());
  });
  offerToTurnSlashOff(dialog);
}

/** @returns {HTMLElement | undefined} */
function activeElement() {
  const active = document.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

/**
 * @param {KeyboardEvent} event
 * @returns {boolean} whether this key asks for the search
 */
function opens(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false;
  if (event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && !event.shiftKey) return true;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || slashIsOff()) return false;
  return !(event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], dialog"));
}

/** @returns {boolean} */
function slashIsOff() {
  try {
    return localStorage.getItem(SLASH_IS_OFF) !== null;
  } catch {
    return false; // a reader who lets nothing be kept
  }
}

/** @param {HTMLDialogElement} dialog */
function offerToTurnSlashOff(dialog) {
  /** @type {HTMLElement | null} */
  const offer = dialog.querySelector("[data-slash]");
  const box = offer?.querySelector("input");
  if (!offer || !box) return;
  offer.hidden = false;
  box.checked = !slashIsOff();
  showKey(box.checked);
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(SLASH_IS_OFF);
      else localStorage.setItem(SLASH_IS_OFF, "1");
    } catch {
      box.checked = true;
    }
    showKey(box.checked);
  });
}

/** @param {boolean} isOn */
function showKey(isOn) {
  for (const key of document.querySelectorAll(".search-opener__key")) key.toggleAttribute("hidden", !isOn);
}

/**
 * A button that looks and reads like the link it replaces.
 * @param {HTMLAnchorElement} link
 * @returns {HTMLButtonElement}
 */
function buttonInPlaceOf(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-haspopup", "dialog");
  button.append(...link.childNodes);
  link.replaceWith(button);
  return button;
}

customElements.define("mh-search", MastheadSearch);
