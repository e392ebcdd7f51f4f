// The cover while it is being dressed: every change is shown at once. Without a script the button “Show it” does the same.
const WAIT_MS = 350;

class Cover extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.preview = this.querySelector('[data-part="preview"]');
    this.querySelector('[data-part="try"]').hidden = true;
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("change", () => this.soon());
    // The chooser sets its hidden field without an event that bubbles.
    const picture = this.form.elements.cover;
    this.watcher = new MutationObserver(() => this.soon());
    this.watcher.observe(picture, { attributes: true, attributeFilter: ["value"] });
  }

  disconnectedCallback() {
    this.watcher.disconnect();
    clearTimeout(this.timer);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), WAIT_MS);
  }

  async show() {
    const data = new FormData(this.form);
    data.set("act", "preview");
    const answer = await fetch(this.getAttribute("address"), {
      method: "POST",
      body: data,
      headers: { "X-Masthead": "fragment" },
    }).catch(() => undefined);
    if (!answer?.ok) return;
    this.preview.innerHTML = await answer.text();
    const alt = this.querySelector('[data-part="alt"]');
    if (alt) alt.hidden = !this.preview.querySelector("[data-untold]");
  }
}

customElements.define("mh-cover", Cover);
