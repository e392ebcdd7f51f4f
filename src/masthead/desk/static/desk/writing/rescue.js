/** Nothing typed is lost: `<mh-rescue>` keeps what is not saved yet, and offers it when the form is opened again. */

import { linesOf, onlyIn } from "./compare.js";
import { Drawer, entriesOf, fingerprint } from "./kept.js";
import { ask } from "./rows.js";

const PAUSE_MILLISECONDS = 500;
const SETTLED_MILLISECONDS = 2500; // the editors have filled their fields by then

class Rescue extends HTMLElement {
  connectedCallback() {
    if (this.drawer) return;
    this.form = document.querySelector("form[data-edit-form]");
    const page = this.dataset.page || `new-${this.dataset.parent}-${Date.now().toString(36)}`;
    this.drawer = new Drawer(this.dataset.person, page);
    document.querySelector("#main, main")?.prepend(this);
    this.#offer();
    setTimeout(() => this.#begin(), SETTLED_MILLISECONDS);
    for (const name of ["input", "change", "keyup", "paste", "drop"]) document.addEventListener(name, () => this.#soon());
    document.addEventListener("w-autosave:save", (event) => {
      this.sent = entriesOf(event.detail.formData);
    });
    document.addEventListener("w-autosave:success", (event) => this.#saved(event.detail.response ?? {}));
    this.form.addEventListener("submit", () => {
      clearTimeout(this.timer); // else what was typed last is kept again, as if nobody had sent it
      this.#keep(true);
    });
  }

  #begin() {
    this.baseline ??= fingerprint(entriesOf(new FormData(this.form)));
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#keep(false), PAUSE_MILLISECONDS);
  }

  #keep(submitted) {
    if (this.isRestoring) return;
    const entries = entriesOf(new FormData(this.form));
    if (this.baseline !== undefined && fingerprint(entries) === this.baseline && !this.drawer.kept) return;
    const revision = this.form.elements.namedItem("loaded_revision_created_at")?.value ?? "";
    if (!this.drawer.put(entries, { submitted, revision })) this.dataset.full = "yes";
  }

  #saved(answer) {
    this.drawer.clear();
    if (answer.pk) this.drawer.key = `${this.drawer.prefix}${answer.pk}`;
    this.baseline = fingerprint(this.sent ?? []);
    if (fingerprint(entriesOf(new FormData(this.form))) !== this.baseline) this.#keep(false);
  }

  /** Show what was kept, unless the version that is loaded was made of it. */
  #offer() {
    const key = this.drawer.key;
    const [found, kept] = (this.dataset.page ? [key, this.drawer.kept] : this.drawer.newest(`new-${this.dataset.parent}-`)) ?? [];
    if (this.dataset.page) this.#forgetFirstSave();
    if (!kept) return;
    const revision = this.form.elements.namedItem("loaded_revision_created_at")?.value ?? "";
    const wasSaved = kept.submitted && this.dataset.byMe === "yes" && revision !== kept.revision;
    if (wasSaved) {
      this.drawer.clear(found);
      return;
    }
    this.#ask(kept, found, revision !== kept.revision);
  }

  #ask(kept, key, isOlder) {
    const time = new Date(kept.at).toLocaleString([], { weekday: "long", hour: "2-digit", minute: "2-digit" });
    const words = this.dataset.found.replace("%s", time);
    this.hidden = false;
    ask(this.querySelector("[data-mh-question]"), isOlder ? `${words} ${this.dataset.older}` : words, [
      [this.dataset.restore, () => this.#restore(kept, key)],
      [this.dataset.discard, () => {
        this.drawer.clear(key);
        this.hidden = true;
      }],
    ], () => { compare.hidden = true; });
    const compare = this.querySelector("[data-mh-compare]");
    compare.hidden = !this.dataset.page; // there is nothing yet to compare a new one with
    compare.addEventListener("toggle", () => this.#compare(compare, kept));
  }

  /** Read when it is opened: the editors fill the form after the page has loaded. */
  #compare(place, kept) {
    const [then, now] = [linesOf(kept.entries), linesOf(entriesOf(new FormData(this.form)))];
    for (const [name, lines] of [["kept", onlyIn(then, now)], ["saved", onlyIn(now, then)]]) {
      const items = lines.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
      place.querySelector(`[data-mh-only=${name}]`).replaceChildren(...items);
    }
    place.querySelector("[data-mh-same]").hidden = Boolean(place.querySelector("li"));
  }

  /** A new article that was saved by its button left its words under the key of a new one. */
  #forgetFirstSave() {
    const [key, kept] = this.drawer.newest("new-") ?? [];
    const title = kept?.entries.find(([name]) => name === "title")?.[1];
    if (kept?.submitted && title === this.form.elements.namedItem("title")?.value) this.drawer.clear(key);
  }

  /** Saved by the server as a new version, and the form loaded anew: the version before stays in the history. */
  async #restore(kept, key) {
    this.isRestoring = true;
    const data = new FormData();
    for (const [name, value] of kept.entries) data.append(name, value);
    for (const name of ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at"]) {
      const field = this.form.elements.namedItem(name);
      if (field) data.set(name, field.value);
    }
    const response = await fetch(this.form.action, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (answer?.success) {
      this.drawer.clear(key);
      window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault());
      window.location.assign(answer.url ?? window.location.href);
      return;
    }
    this.isRestoring = false;
    this.hidden = false;
    this.#showWords(kept, answer?.error_message ?? this.dataset.trouble);
  }

  /** The last way out: the bare words, to be copied. */
  #showWords(kept, trouble) {
    const place = this.querySelector("[data-mh-words-kept]");
    place.hidden = false;
    place.querySelector("p").textContent = trouble;
    place.querySelector("textarea").value = linesOf(kept.entries).join("\n\n");
  }
}

customElements.define("mh-rescue", Rescue);
