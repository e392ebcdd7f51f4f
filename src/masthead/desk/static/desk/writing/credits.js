/** Credits by typing a name: `<mh-credits>` stands in for Wagtail's panel, whose fields it fills and posts. */

import { Rows } from "./formset.js";
import { ask, letRowsBeDragged } from "./rows.js";
import { Suggestions, answerOf } from "./suggest.js";

class Credits extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    this.rows = new Rows("credits", "contributor");
    const { panel } = this.rows;
    if (!panel || panel.querySelector(".error-message, .w-field--error")) return;
    this.list = this.querySelector("[data-mh-rows]");
    this.question = this.querySelector("[data-mh-question]");
    this.name = this.querySelector("[data-mh-name]");
    panel.before(this);
    panel.hidden = true;
    this.hidden = false;
    this.suggestions = new Suggestions(this.name, {
      url: this.dataset.people,
      pick: (found) => this.#add(found),
      unknown: (words, near) => (near.length ? this.#ask(words, { detail: this.dataset.which, similar: near }) : this.#make(words, false)),
      offer: (words, answer) => (answer.may_create ? this.dataset.offer.replace("%s", words) : ""),
    });
    this.list.addEventListener("click", (event) => this.#press(event.target.closest("[data-mh-act]")));
    this.list.addEventListener("change", (event) => this.#role(event.target));
    this.list.addEventListener("keydown", (event) => this.#keys(event));
    letRowsBeDragged(this.list, (order, moved) => this.#arrange(order, moved, "none"));
    this.#show();
  }

  /** @param {{focus?: number, act?: string}} [after] where the focus goes: a row's number and one of its buttons */
  #show({ focus, act } = {}) {
    const rows = this.rows.all.filter((row) => row.id);
    this.list.replaceChildren(...rows.map((row, place) => this.#row(row, place, rows.length)));
    this.querySelector("[data-mh-empty]").hidden = rows.length > 0;
    const row = this.list.querySelector(`[data-number="${focus}"]`);
    (row?.querySelector(`[data-mh-act="${act}"]:enabled`) ?? row?.querySelector("select"))?.focus();
    this.#byline(rows);
  }

  #row(row, place, count) {
    const item = this.querySelector("[data-mh-row]").content.firstElementChild.cloneNode(true);
    item.dataset.number = String(row.number);
    item.querySelector("[data-mh-who]").textContent = row.title;
    const role = item.querySelector("select");
    role.value = this.rows.field(row.number, "role").value;
    for (const labelled of item.querySelectorAll("[data-mh-label]")) {
      labelled.setAttribute("aria-label", labelled.dataset.mhLabel.replace("%s", row.title));
    }
    item.querySelector('[data-mh-act="up"]').disabled = place === 0;
    item.querySelector('[data-mh-act="down"]').disabled = place === count - 1;
    return item;
  }

  #add(found) {
    this.question.hidden = true;
    const there = this.rows.all.find((row) => row.id === String(found.id));
    if (there) {
      this.#show({ focus: there.number });
      return this.#say(this.dataset.there.replace("%s", found.title));
    }
    const number = this.rows.add(found);
    this.rows.arrange(this.rows.all.map((row) => row.number));
    this.#show({ focus: number, act: "none" });
    return this.#say(this.dataset.added.replace("%s", found.title));
  }

  /** @param {boolean} isNew whether it was said that nobody of nearly this name is meant */
  async #make(words, isNew) {
    const form = new URLSearchParams({ name: words, is_new: isNew ? "1" : "0" });
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" };
    const response = await fetch(this.dataset.people, { method: "POST", body: form, headers }).catch(() => null);
    const answer = (await response?.json().catch(() => null)) ?? { detail: this.dataset.trouble };
    if (response?.ok) {
      this.suggestions.close();
      this.name.value = "";
      this.#add(answer);
    } else {
      this.#ask(words, answer);
    }
  }

  #ask(words, { detail, similar = [] }) {
    this.suggestions.close();
    const ways = similar.map((found) => [found.detail ? `${found.title} (${found.detail})` : found.title, () => this.#add(found)]);
    if (similar.length) ways.push([this.dataset.anew.replace("%s", words), () => this.#make(words, true)]);
    ask(this.question, detail, ways, () => {
      this.name.value = "";
    });
    if (!ways.length) this.name.focus();
  }

  #press(button) {
    const item = button?.closest("[data-number]");
    if (!item) return;
    const number = Number(item.dataset.number);
    if (button.dataset.mhAct === "remove") {
      this.#say(this.dataset.removed.replace("%s", item.querySelector("[data-mh-who]").textContent));
      this.rows.remove(number);
      this.#show();
      this.name.focus();
    } else {
      this.#move(number, button.dataset.mhAct === "up" ? -1 : 1, button.dataset.mhAct);
    }
  }

  #move(number, step, act) {
    const order = this.rows.all.map((row) => row.number);
    const place = order.indexOf(number);
    if (place + step < 0 || place + step >= order.length) return;
    order.splice(place + step, 0, ...order.splice(place, 1));
    this.#arrange(order, number, act);
  }

  #arrange(order, number, act) {
    this.rows.arrange(order);
    this.#show({ focus: number, act });
    this.#say(this.dataset.moved.replace("%n", String(order.indexOf(number) + 1)).replace("%m", String(order.length)));
  }

  #keys(event) {
    const item = event.target.closest("[data-number]");
    const act = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!item || !act || !event.altKey) return;
    event.preventDefault();
    this.#move(Number(item.dataset.number), act === "up" ? -1 : 1, act);
  }

  #role(select) {
    const field = this.rows.field(Number(select.closest("[data-number]").dataset.number), "role");
    field.value = select.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    this.#byline(this.rows.all.filter((row) => row.id));
  }

  async #byline(rows) {
    const query = new URLSearchParams(rows.map((row) => ["credit", `${this.rows.field(row.number, "role").value}:${row.id}`]));
    this.asked = query;
    const answer = await answerOf(`${this.dataset.byline}?${query}`);
    if (!answer || this.asked !== query) return; // an answer that comes late is about an order that is over
    this.querySelector("[data-mh-byline]").textContent = answer.byline || this.dataset.none;
    this.querySelector("[data-mh-others]").textContent = answer.others.join(" · ");
  }

  #say(text) {
    this.querySelector("[data-mh-said]").textContent = text;
  }
}

customElements.define("mh-credits", Credits);
