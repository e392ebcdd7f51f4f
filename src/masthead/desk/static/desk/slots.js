/**
 * Dragging slots on the front page. Every list is a list of forms that work without this; a drop fills in and sends the form of the
 * slot that was dragged.
 */
class Places extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.#take(event));
    this.addEventListener("dragover", (event) => this.#hover(event));
    this.addEventListener("dragleave", () => this.#unmark());
    this.addEventListener("drop", (event) => this.#drop(event));
    this.addEventListener("dragend", () => document.querySelector(".slot--dragged")?.classList.remove("slot--dragged"));
  }

  /** @param {DragEvent} event */
  #take(event) {
    const slot = /** @type {HTMLElement} */ (event.target).closest(".slot");
    slot?.classList.add("slot--dragged");
    event.dataTransfer?.setData("text/plain", slot?.id ?? "");
  }

  /** @param {DragEvent} event */
  #hover(event) {
    if (!document.querySelector(".slot--dragged")) return;
    event.preventDefault();
    this.#unmark();
    /** @type {HTMLElement} */ (event.target).closest(".slot")?.classList.add("slot--over");
  }

  #unmark() {
    this.querySelector(".slot--over")?.classList.remove("slot--over");
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    const dragged = document.querySelector(".slot--dragged");
    const list = this.querySelector("ol");
    const pattern = document.querySelector(".finder form[method=post], .slot__position");
    if (!dragged || !list || !(pattern instanceof HTMLFormElement)) return;
    const slots = [...list.querySelectorAll(".slot:not(.slot--found)")];
    const target = slots.indexOf(/** @type {HTMLElement} */ (event.target).closest(".slot"));
    const form = /** @type {HTMLFormElement} */ (pattern.cloneNode(true));
    form.querySelectorAll("button").forEach((button) => button.remove());
    const values = { article: dragged.getAttribute("data-article"), place: list.dataset.place, position: String((target < 0 ? slots.length : target) + 1) };
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements.namedItem(name) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      /** @type {HTMLInputElement} */ (field).value = value ?? "";
    }
    form.hidden = true;
    document.body.append(form);
    form.submit();
  }
}

customElements.define("mh-places", Places);
