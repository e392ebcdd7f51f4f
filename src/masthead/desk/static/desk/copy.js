// A button that copies what stands beside it. Hidden without this script, and where the browser keeps no clipboard for pages.
class Copy extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.copy());
  }

  async copy() {
    const isDone = await navigator.clipboard.writeText(this.dataset.words).then(() => true, () => false);
    this.querySelector("[role=status]").textContent = isDone ? this.dataset.done : this.dataset.trouble;
  }
}

customElements.define("mh-copy", Copy);
