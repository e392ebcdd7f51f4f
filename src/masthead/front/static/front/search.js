/**
 * <mh-search>: the link to the search page becomes a button that opens the same form over the page.
 * Without this script the link simply leads to /search/.
 */
class MastheadSearch extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLAnchorElement | null} */
    const link = this.querySelector("a");
    /** @type {HTMLDialogElement | null} */
    const dialog = this.querySelector("dialog");
    if (!link || !dialog || typeof dialog.showModal !== "function") return;
    const opener = buttonInPlaceOf(link);
    opener.addEventListener("click", () => this.open(dialog));
    dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // the backdrop, not what lies on it
    });
    dialog.addEventListener("close", () => opener.focus());
  }

  /** @param {HTMLDialogElement} dialog */
  open(dialog) {
    dialog.showModal();
    dialog.querySelector("input")?.select();
  }
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
