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
    let count = 0;
    for (const name of ["creator", "agency", "licence"]) {
      const value = this.querySelector(`[name="all-${name}"]`)?.value ?? "";
      if (!value) continue;
      for (const field of document.querySelectorAll(`[name^="pictures-"][name$="-${name}"]`)) {
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        count += 1;
      }
    }
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = this.dataset.done?.replace("%", String(count)) ?? "";
  }
}
customElements.define("mh-apply-to-all", ApplyToAll);
