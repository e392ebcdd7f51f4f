/** Rows of pictures that save themselves when a field is left. Without this script one button saves all of them. */

class PictureRows extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.pending = new Map();
    this.heard = new Map(new FormData(this.form)); // what the server knows, by field
    const cleared = Number(this.querySelector("[data-count]")?.dataset.cleared ?? 0);
    this.clearedElsewhere = cleared - this.querySelectorAll(".picture-row--cleared").length;
    for (const button of this.querySelectorAll("[data-save]")) button.hidden = true;
    for (const button of this.querySelectorAll("[data-share]")) button.hidden = false;
    this.addEventListener("change", (event) => this.changed(event));
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-share]");
      if (button) this.share(button.closest("[data-cell]"));
    });
    this.form.addEventListener("submit", async (event) => {
      if (!this.pending.size) return;
      event.preventDefault(); // what is being saved arrives first: the same row sent twice would contradict itself
      await Promise.allSettled(this.pending.values());
      this.form.requestSubmit();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.pending.size || this.querySelector(".picture-row--unsaved")) event.preventDefault();
    });
  }

  changed(event) {
    const row = event.target.closest("[data-row]");
    if (row && !event.target.matches("[data-choose]")) this.save(row);
  }

  /** Save a row in its turn. @param {HTMLElement} row */
  save(row) {
    const turn = this.inTurn(() => this.send(this.dataOf(row), [row]));
    this.pending.set(row, turn);
    return turn.finally(() => this.pending.get(row) === turn && this.pending.delete(row));
  }

  /** One request after the other: an answer that came late would say less than is known. @param {() => Promise<void>} ask */
  inTurn(ask) {
    return (this.last = (this.last ?? Promise.resolve()).then(ask));
  }

  dataOf(row) {
    const data = this.blank();
    data.append("ids", row.dataset.row);
    const prefix = `p${row.dataset.row}-`;
    for (const [name, value] of new FormData(this.form)) {
      if (!name.startsWith(prefix)) continue;
      data.append(name, value);
      this.heard.set(name, value);
    }
    return data;
  }

  blank() {
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "fields"]) data.append(name, this.form.elements[name].value);
    return data;
  }

  /** @param {FormData} data @param {HTMLElement[]} rows @param {string} said */
  async send(data, rows, said = this.dataset.saidSaved) {
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.detail ?? "");
      const refused = told.rows.filter((row) => this.take(row));
      this.say(refused.length ? this.dataset.saidTrouble : said);
      for (const row of rows) row.classList.remove("picture-row--unsaved");
    } catch (trouble) {
      this.say(`${this.dataset.saidTrouble} ${trouble.message}`);
      for (const row of rows) row.classList.add("picture-row--unsaved");
      for (const button of this.querySelectorAll("[data-save]")) button.hidden = false;
    }
  }

  /** What the server says of a row; answers whether some of it was refused. What the server has not heard of yet stays. */
  take(told) {
    const row = this.querySelector(`[data-row="${told.id}"]`);
    if (!row) return false;
    row.querySelector("[data-status]").innerHTML = told.status;
    row.classList.toggle("picture-row--cleared", told.isCleared);
    this.form.elements[`p${told.id}-was`].value = told.was;
    for (const cell of row.querySelectorAll("[data-cell]")) {
      const name = cell.dataset.cell;
      const trouble = told.troubles[name] ?? "";
      const note = cell.querySelector("[data-trouble]");
      note.textContent = trouble;
      note.hidden = !trouble;
      const isFromFile = name in told.fromFile;
      cell.classList.toggle("picture-cell--from-file", isFromFile);
      if (!isFromFile) cell.querySelector("[data-origin]").textContent = "";
      const field = this.fieldOf(cell);
      if (trouble || field.type === "checkbox") continue;
      const saved = told.values[name] ?? "";
      if (field.value === this.heard.get(field.name)) field.value = saved;
      this.heard.set(field.name, saved);
    }
    this.count();
    return Object.keys(told.troubles).length > 0;
  }

  fieldOf(cell) { return cell.querySelector("input, select, textarea"); }

  /** “9 of 14 cleared”. Rows on other pages of the sheet count as they were. */
  count() {
    const counter = this.querySelector("[data-count]");
    if (!counter) return;
    const here = this.querySelectorAll(".picture-row--cleared").length;
    const cleared = here + this.clearedElsewhere;
    counter.textContent = counter.dataset.pattern.replace("%CLEARED%", cleared).replace("%TOTAL%", counter.dataset.total);
    counter.parentElement.querySelector("progress").value = cleared;
  }

  /** Give a cell's value to all rows: at once where they are empty, after asking where they say something else. */
  async share(cell) {
    const row = cell.closest("[data-row]");
    const name = cell.dataset.cell;
    const value = this.fieldOf(cell).value;
    if (!value) return;
    await this.save(row);
    const rows = [...this.querySelectorAll("[data-row]")].filter((one) => one.querySelector(`[data-cell="${name}"]`));
    const different = rows.filter((one) => {
      const there = this.fieldOf(one.querySelector(`[data-cell="${name}"]`)).value;
      return there && there !== value;
    });
    const mode = different.length ? await this.ask(different.length) : "empty";
    if (!mode) return;
    const data = this.blank();
    for (const one of rows) data.append("chosen", one.dataset.row);
    data.append("apply", "1");
    data.append("mode", mode);
    data.append(`all-${name}`, value);
    await this.inTurn(() => this.send(data, [], this.dataset.saidShared));
  }

  /** @param {number} count @returns {Promise<string>} “empty”, “all”, or nothing */
  ask(count) {
    const dialog = this.querySelector("[data-ask]");
    const text = dialog.querySelector("[data-ask-text]");
    text.textContent = text.dataset.pattern.replace("%COUNT%", count);
    dialog.returnValue = "";
    dialog.showModal();
    for (const button of dialog.querySelectorAll("[data-answer]")) button.onclick = () => dialog.close(button.dataset.answer);
    return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
  }

  say(text) { this.querySelector("[data-said]").textContent = text; }
}

customElements.define("mh-picture-rows", PictureRows);
