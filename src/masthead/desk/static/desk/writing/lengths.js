/** Words and reading time in the form's footer, as one types: `<mh-lengths>`. */

import { copyOf, wordCount } from "./words.js";

const PAUSE_MILLISECONDS = 400;

class Lengths extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.ready = () => this.#soon();
    for (const name of ["input", "change", "keyup", "w-autosave:success"]) document.addEventListener(name, this.ready);
    this.#soon();
  }

  disconnectedCallback() {
    for (const name of ["input", "change", "keyup", "w-autosave:success"]) document.removeEventListener(name, this.ready);
    clearTimeout(this.timer);
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#show(), PAUSE_MILLISECONDS);
  }

  #show() {
    const data = new FormData(this.form);
    const words = wordCount(String(data.get("standfirst") ?? "")) + copyOf(data, "body").reduce((sum, line) => sum + wordCount(line), 0);
    const language = String(data.get("language") || "en").toLowerCase().split("-")[0];
    const rate = JSON.parse(this.dataset.rates)[language] ?? Number(this.dataset.rate);
    const minutes = Math.ceil(words / rate);
    const set = (name, text) => {
      const place = this.querySelector(`[data-mh-${name}]`);
      if (place && place.textContent !== text) place.textContent = text;
    };
    set("words", words.toLocaleString("en"));
    set("minutes", String(minutes));
    this.dataset.fit = fitOf(words, Number(this.dataset.commissioned));
  }
}

/**
 * Length as colour: more than 50 words to go, nearly there, up to 50 over, far over; empty when nothing was commissioned.
 * @param {number} words
 * @param {number} commissioned
 */
export function fitOf(words, commissioned) {
  if (!commissioned) return "";
  const over = words - commissioned;
  if (over < -50) return "short";
  if (over <= 0) return "near";
  return over <= 50 ? "over" : "far-over";
}

customElements.define("mh-lengths", Lengths);
