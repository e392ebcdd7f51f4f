/** A section, a series or an article by typing: `<mh-pick>` fills Wagtail's chooser, which stays beneath it. */

import { Rows, stateOf } from "./formset.js";
import { Suggestions } from "./suggest.js";

class Pick extends HTMLElement {
  connectedCallback() {
    const place = this.isPlaced ? null : this.#place();
    if (!place) return;
    this.isPlaced = true;  // moving it connects it again
    place.before(this);
    this.hidden = false;
    this.suggestions = new Suggestions(this.querySelector("input"), {
      url: this.dataset.url,
      pick: (found) => this.#take(found),
      opensEmpty: true,
    });
  }

  #place() {
    if (this.dataset.rows) return new Rows(this.dataset.rows, this.dataset.choice).panel;
    return document.getElementById(`id_${this.dataset.field}-chooser`);
  }

  #take(found) {
    if (this.dataset.rows) {
      const rows = new Rows(this.dataset.rows, this.dataset.choice);
      if (!rows.all.some((row) => row.id === String(found.id))) rows.add(found);
      this.querySelector("input").focus();
    } else {
      const chooser = document.getElementById(`id_${this.dataset.field}-chooser`);
      chooser.widget.setState(stateOf(found));
    }
    this.querySelector("[data-mh-said]").textContent = this.dataset.chosen.replace("%s", found.title);
  }
}

customElements.define("mh-pick", Pick);
