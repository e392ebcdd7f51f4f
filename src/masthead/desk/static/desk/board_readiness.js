// The readiness sheet: what is mended or signed in a row is shown without a reload, and so is what was mended in another tab.
const FRAGMENT = { "X-Masthead": "fragment" };

class Readiness extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector('[data-part="sheet"]');
    this.addEventListener("submit", (event) => this.onSubmit(event));
    this.onReturn = () => document.hidden || this.isTyping() || this.load({});
    document.addEventListener("visibilitychange", this.onReturn);
    this.offerChoosing();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onReturn);
  }

  isTyping() {
    return this.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");
  }

  onSubmit(event) {
    const form = event.target.closest("form[data-inline]");
    if (!form) return;
    event.preventDefault();
    const data = new FormData(form);
    data.set(event.submitter.name, event.submitter.value);
    if (form.dataset.chooser) this.choose(form.dataset.chooser, data);
    else this.load({ method: "POST", body: data });
  }

  // Wagtail's chooser of pictures; what is chosen there is sent at once.
  choose(address, data) {
    new window.ImageChooserModal(address).open({}, (picture) => {
      data.set("picture", picture.id);
      this.load({ method: "POST", body: data });
    });
  }

  offerChoosing() {
    for (const form of this.querySelectorAll("[data-chooser]")) form.hidden = false;
  }

  async load(options) {
    const answer = await fetch(this.getAttribute("address"), { ...options, headers: FRAGMENT }).catch(() => undefined);
    if (!answer?.ok) return options.body && location.reload();
    const open = new Set([...this.sheet.querySelectorAll("details[data-who][open]")].map((one) => one.dataset.who));
    this.sheet.innerHTML = await answer.text();
    for (const one of this.sheet.querySelectorAll("details[data-who]")) one.open = open.has(one.dataset.who);
    this.offerChoosing();
    if (options.body) this.toWhatIsNext();
  }

  // The next thing that keeps the issue back; when there is none, the proof.
  toWhatIsNext() {
    const toMend = this.sheet.querySelector(".finding--block");
    const next = toMend?.querySelector("input:not([type=hidden]), select, textarea, button, a") ?? document.querySelector('[data-part="proof"]');
    (next ?? this.sheet.querySelector(".finding a"))?.focus({ preventScroll: !toMend });
  }
}

customElements.define("mh-readiness", Readiness);
