// The rows of cover lines: one more, up and down, without asking the desk. Without a script the same buttons do it there.
const MOST = 12;

class CoverLines extends HTMLElement {
  connectedCallback() {
    this.rows = this.querySelector('[data-part="rows"]');
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("change", (event) => this.onChange(event));
  }

  onClick(event) {
    const button = event.target.closest('button[name="act"]');
    if (!button) return;
    event.preventDefault();
    if (button.dataset.part === "more") this.add();
    else this.move(button);
  }

  add() {
    const row = this.rows.lastElementChild.cloneNode(true);
    for (const field of row.querySelectorAll("input, select")) field.value = "";
    row.querySelector('[name="line"]').placeholder = "";
    row.classList.remove("cover-line--poor");
    row.querySelector(".cover-line__trouble")?.remove();
    this.rows.append(row);
    this.number();
    row.querySelector("select").focus();
  }

  move(button) {
    const row = button.closest(".cover-line");
    const isUp = button.value.startsWith("up");
    if (isUp) row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    this.number();
    const still = button.disabled ? row.querySelector(".cover-line__order button:not(:disabled)") : button;
    still?.focus();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Names, ids and what can be pressed follow the place of each row. */
  number() {
    const rows = [...this.rows.children];
    for (const [place, row] of rows.entries()) {
      for (const [name, field] of [["piece", row.querySelector("select")], ["line", row.querySelector('[name="line"]')]]) {
        row.querySelector(`label[for="${field.id}"]`).htmlFor = `${name}-${place + 1}`;
        field.id = `${name}-${place + 1}`;
      }
      for (const number of row.querySelectorAll("[data-number]")) number.textContent = place + 1;
      const [up, down] = row.querySelectorAll(".cover-line__order button");
      for (const button of [up, down]) button.ariaLabel = button.ariaLabel.replace(/\d+/, place + 1);
      [up.value, down.value] = [`up:${place}`, `down:${place}`];
      [up.disabled, down.disabled] = [place === 0, place === rows.length - 1];
    }
    this.querySelector('[data-part="more"]').hidden = rows.length >= MOST;
  }

  onChange(event) {
    if (!event.target.matches("select")) return;
    const chosen = event.target.selectedOptions[0];
    const line = event.target.closest(".cover-line").querySelector('[name="line"]');
    line.placeholder = chosen.value ? this.dataset.like.replace("TITLE", chosen.text) : "";
  }
}

customElements.define("mh-cover-lines", CoverLines);
