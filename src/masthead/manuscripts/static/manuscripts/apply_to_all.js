/**
 * “Apply to all” without a round trip: the values go into every picture's fields. Without this script the button posts
 * the form, and the server does the same.
 */
class ApplyToAll extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.apply();
    });
  }

  apply() {
    const filled = [];
    for (const name of ["creator", "agency", "licence"]) {
      const said = this.querySelector(`[name="all-${name}"]`);
      if (!said?.value) continue;
      for (const field of document.querySelectorAll(`[name^="pictures-"][name$="-${name}"]`)) {
        field.value = said.value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
      filled.push(said.labels?.[0]?.textContent.replace("*", "").trim().toLowerCase() ?? name);
    }
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = filled.length ? this.dataset.done.replace("%s", filled.join(", ")) : this.dataset.nothing;
  }
}
customElements.define("mh-apply-to-all", ApplyToAll);
