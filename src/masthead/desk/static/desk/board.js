// The issue board with a script: acts answer in place, Z undoes, what others change is shown. Without one every act is a form.
import { Carrying } from "./board_carry.js";
import { listenForKeys, showWhatScriptsDo } from "./board_keys.js";
import { listenForPlacing } from "./board_place.js";

const TOAST_MS = 10_000;
const POLL_MS = 10_000;
const FRAGMENT = { "X-Masthead": "fragment" };

class Board extends HTMLElement {
  connectedCallback() {
    this.address = this.getAttribute("address");
    this.place = this.querySelector('[data-part="board"]');
    this.live = this.querySelector('[data-part="live"]');
    this.isQuiet = this.hasAttribute("quiet");
    this.carrying = new Carrying(this);
    listenForPlacing(this);
    this.addEventListener("submit", (event) => this.onSubmit(event));
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("input", (event) => this.onInput(event));
    listenForKeys(this);
    this.timer = setInterval(() => this.look(), POLL_MS);
    showWhatScriptsDo(this);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get version() {
    return this.place.querySelector("#acts")?.dataset.version ?? "";
  }

  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => (this.live.textContent = text));
  }

  onSubmit(event) {
    const form = event.target;
    if (form.method !== "post") {
      if (form.dataset.part !== "search") return;
      event.preventDefault();
      this.find(form.elements.q.value);
      return;
    }
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter?.name) data.set(event.submitter.name, event.submitter.value);
    this.post(data);
  }

  /** Ask for an act by name: {act, …}; the version seen and the token come from the board. */
  act(fields) {
    const data = new FormData(this.place.querySelector("#acts"));
    for (const name of ["key", "piece", "position", "label"]) data.delete(name);
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one);
    return this.post(data);
  }

  async post(data) {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      const answer = await fetch(this.here(), { method: "POST", body: data, headers: FRAGMENT });
      const text = await answer.text();
      if (!text.includes('id="acts"')) return location.reload();
      this.show(text, { isDone: answer.ok });
    } catch {
      this.say("");
      this.toast(this.dataset.offline ?? "The desk does not answer. Try again.", "");
    } finally {
      this.isBusy = false;
    }
  }

  here() {
    const question = this.querySelector("#tray-q")?.value.trim();
    return question ? `${this.address}?q=${encodeURIComponent(question)}` : this.address;
  }

  /** Put the answer in place of the board; focus and open forms stay where they were, as far as they are still there. */
  show(text, { isDone }) {
    const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
    const focusId = document.activeElement?.id;
    const scroll = scrollY;
    this.place.innerHTML = text;
    showWhatScriptsDo(this);
    const again = document.getElementById(focusId) ?? (focused && document.getElementById(`handle-${focused}`));
    again?.focus({ preventScroll: true });
    scrollTo(0, scroll);
    const said = this.place.querySelector("[data-said]")?.dataset.said;
    const clash = this.place.querySelector(".board-clash button");
    if (clash) clash.focus();
    if (said) {
      this.say(said);
      this.toast(said, isDone ? this.place.querySelector('[data-part="undo"]')?.value : "");
    }
  }

  toast(text, undo) {
    this.querySelector(".board-toast")?.remove();
    const toast = Object.assign(document.createElement("div"), { className: "board-toast" });
    toast.append(Object.assign(document.createElement("span"), { textContent: text }));
    if (undo) {
      const word = this.place.querySelector('[data-part="undo"]').firstChild.textContent;
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: word });
      button.addEventListener("click", () => this.act({ act: undo }));
      toast.append(button);
    }
    this.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  onKey(event) {
    if (!event.target.closest("input, textarea, select")) this.carrying.onKey(event);
  }

  onInput(event) {
    if (event.target.id !== "tray-q") return;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.find(event.target.value), 300);
  }

  async find(question) {
    const answer = await fetch(`${this.address}?part=tray&q=${encodeURIComponent(question)}`, { headers: FRAGMENT });
    if (answer.ok) this.querySelector('[data-part="tray"]').innerHTML = await answer.text();
  }

  /** Has somebody else changed it? Not while this editor is in the middle of something. */
  async look() {
    if (document.hidden || this.isBusy || this.carrying.isOn || this.querySelector("details[open]")) return;
    if (document.activeElement?.closest?.("input, textarea, select")) return;
    const answer = await fetch(`${this.address}?known=${this.version}`, { headers: FRAGMENT });
    if (answer.status === 200) this.show(await answer.text(), { isDone: false });
  }
}

customElements.define("mh-board", Board);
