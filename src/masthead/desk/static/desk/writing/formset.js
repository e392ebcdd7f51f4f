/** Rows of Wagtail's InlinePanel, driven from outside: its own buttons add and remove, its own fields are posted. */

export class Rows {
  /**
   * @param {string} prefix of the fields, such as `credits`
   * @param {string} choice the field of a row that a chooser fills, such as `contributor`
   */
  constructor(prefix, choice) {
    this.prefix = prefix;
    this.choice = choice;
    this.forms = document.getElementById(`id_${prefix}-FORMS`);
  }

  /** The panel's content, to be hidden once something else stands for it. */
  get panel() {
    return this.forms?.parentElement ?? null;
  }

  /** @returns {{number: number, id: string, title: string}[]} the rows that are not deleted, in their order */
  get all() {
    const total = Number(this.#input("TOTAL_FORMS")?.value ?? 0);
    const rows = [];
    for (let number = 0; number < total; number += 1) {
      const chosen = this.field(number, this.choice);
      if (chosen && !this.#isDeleted(number)) rows.push({ number, id: chosen.value, title: this.#title(number) });
    }
    return rows.sort((one, other) => this.#order(one.number) - this.#order(other.number));
  }

  /** @returns {HTMLInputElement | HTMLSelectElement | null} */
  field(number, name) {
    return document.getElementById(`id_${this.prefix}-${number}-${name}`);
  }

  /** A new row for what was picked, at the end. Returns its number. */
  add(found) {
    document.getElementById(`id_${this.prefix}-ADD`).click();
    const number = Number(this.#input("TOTAL_FORMS").value) - 1;
    const chooser = document.getElementById(`id_${this.prefix}-${number}-${this.choice}-chooser`);
    chooser.widget.setState(stateOf(found));
    return number;
  }

  remove(number) {
    document.getElementById(`id_${this.prefix}-${number}-DELETE-button`).click();
  }

  /** @param {number[]} numbers of the rows in their new order */
  arrange(numbers) {
    numbers.forEach((number, place) => {
      const order = this.field(number, "ORDER");
      if (order) order.value = String(place + 1);
    });
    this.forms.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #input(name) {
    return document.getElementById(`id_${this.prefix}-${name}`);
  }

  #order(number) {
    return Number(this.field(number, "ORDER")?.value || number + 1);
  }

  #isDeleted(number) {
    const box = this.field(number, "DELETE");
    return Boolean(box && (box.type === "checkbox" ? box.checked : box.value));
  }

  #title(number) {
    const chooser = document.getElementById(`id_${this.prefix}-${number}-${this.choice}-chooser`);
    return chooser?.querySelector("[data-chooser-title]")?.textContent.trim() ?? "";
  }
}

/** What Wagtail's choosers are told: pages show their title, others their string. */
export const stateOf = (found) => ({ id: found.id, title: found.title, adminTitle: found.title, string: found.title, edit_url: "" });
