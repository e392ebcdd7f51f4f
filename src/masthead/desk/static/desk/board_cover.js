// The cover while it is being dressed: every change is shown at once. Without a script the button “Show it” does the same.
const WAIT_MS = 350;
const NOT_MADE_YET_MS = 2000; // the worker makes the sizes of a new picture
const MOST_LOOKS = 30;

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
    this.looks = 0;
    this.lookAgain();
    this.drops = new AbortController(); // anywhere on the page: nobody need aim
    document.addEventListener("dragover", (event) => this.over(event), this.drops);
    document.addEventListener("drop", (event) => this.drop(event), this.drops);
  }

  over(event) {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  }

  // A picture dropped here goes to the library and onto the cover; the page comes back with all that was typed.
  async drop(event) {
    const file = [...event.dataTransfer.files].find((each) => each.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    data.set("batch", this.dataset.batch);
    data.append("files", file);
    data.append("complete", "1");
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(this.dataset.upload, { method: "POST", body: data, headers }).catch(() => undefined);
    const told = await answer?.json().catch(() => undefined);
    if (!told?.id) {
      this.querySelector('[data-part="said"]').textContent = told?.message ?? this.dataset.trouble;
      return;
    }
    this.form.elements.cover.value = told.id;
    this.form.requestSubmit(this.querySelector('[data-part="try"]'));
  }

  lookAgain() {
    if (!this.preview.querySelector(".picture__waiting") || this.looks >= MOST_LOOKS) return;
    this.looks += 1;
    setTimeout(() => this.show(), NOT_MADE_YET_MS);
  }

  disconnectedCallback() {
    this.watcher.disconnect();
    this.drops.abort();
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
    const lacking = this.preview.querySelector("[data-lacking]")?.dataset.lacking.split(" ") ?? [];
    for (const asked of this.querySelectorAll("[data-lacks]")) asked.hidden = !lacking.includes(asked.dataset.lacks);
    this.lookAgain();
  }
}

customElements.define("mh-cover", Cover);
