/**
 * A field that suggests as one types, after the combobox pattern of the ARIA practices: arrows, Enter, Escape, and the pointer.
 *
 * The list is the field's `aria-controls`; the server says what is in it.
 */

const PAUSE_MILLISECONDS = 150;

/** @typedef {{id: number, title: string, detail: string}} Found */

export class Suggestions {
  /**
   * @param {HTMLInputElement} field
   * @param {{
   *   url: string,
   *   pick: (found: Found) => void,
   *   unknown?: (words: string, results: Found[]) => void,
   *   offer?: (words: string, answer: object) => string,
   *   opensEmpty?: boolean,
   * }} options `unknown` is told of words that are nobody's name, and of those who come near; `offer` is the line that says so, or empty
   */
  constructor(field, options) {
    this.field = field;
    this.options = options;
    this.list = document.getElementById(field.getAttribute("aria-controls"));
    this.rows = [];
    this.asked = 0;
    field.addEventListener("input", () => this.#soon());
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    if (options.opensEmpty) field.addEventListener("focus", () => this.#ask());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.rows = [];
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), PAUSE_MILLISECONDS);
  }

  async #ask() {
    clearTimeout(this.timer);
    const words = this.field.value.trim();
    if (!words && !this.options.opensEmpty) {
      this.close();
      return [];
    }
    this.asked += 1;
    const turn = this.asked;
    const answer = await answerOf(`${this.options.url}?${new URLSearchParams({ q: words })}`);
    if (turn === this.asked && answer) this.#show(words, answer);
    return answer?.results ?? [];
  }

  #show(words, answer) {
    const offer = words && this.options.offer ? this.options.offer(words, answer) : "";
    this.rows = answer.results.map((found) => ({ found }));
    if (offer) this.rows.push({ words });
    this.list.replaceChildren(...this.rows.map((row, number) => this.#option(row, number, offer)));
    this.list.hidden = this.rows.length === 0;
    this.field.setAttribute("aria-expanded", String(this.rows.length > 0));
    this.field.removeAttribute("aria-activedescendant");
  }

  #option(row, number, offer) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(row.found ? row.found.title : offer);
    if (row.found?.detail) {
      const detail = document.createElement("span");
      detail.className = "mh-suggest__detail";
      detail.textContent = row.found.detail;
      option.append(" ", detail);
    }
    return option;
  }

  #key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.rows.length) this.#choose(event.key === "ArrowDown" ? 1 : -1);
      else this.#ask();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#enter();
    }
  }

  #choose(step) {
    const options = [...this.list.children];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = options[(now + step + options.length) % options.length] ?? options[0];
    for (const option of options) option.setAttribute("aria-selected", String(option === next));
    next.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", next.id);
  }

  /** What is chosen; else who is called just so; else whoever is meant is unknown. */
  async #enter() {
    const chosen = this.list.querySelector('[aria-selected="true"]');
    if (chosen) return this.#take(chosen);
    const words = this.field.value.trim();
    if (!words) return undefined;
    const results = await this.#ask();
    const same = results.find((found) => found.title.localeCompare(words, undefined, { sensitivity: "base" }) === 0);
    if (same) return this.#picked(same);
    return this.options.unknown?.(words, results);
  }

  #take(option) {
    const row = option && this.rows[[...this.list.children].indexOf(option)];
    if (row?.found) this.#picked(row.found);
    else if (row) this.options.unknown?.(row.words, []);
  }

  #picked(found) {
    this.close();
    this.field.value = "";
    this.options.pick(found);
  }
}

/**
 * The JSON at an address, or null when there is no answer.
 * @param {string} url
 */
export async function answerOf(url) {
  try {
    const response = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
