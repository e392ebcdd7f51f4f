/**
 * What publishing will ask of a picture goes as it is given. Without this script it stands until the page is drawn anew.
 * Each part names the fields of which one is enough.
 */
class Lacks extends HTMLElement {
  connectedCallback() {
    this.row = this.closest("fieldset");
    this.row.addEventListener("input", () => this.look());
    this.row.addEventListener("change", () => this.look());
    this.look();
  }

  look() {
    const open = [...this.querySelectorAll("[data-fields]")].filter((part) => {
      part.hidden = part.dataset.fields.split(" ").some((name) => this.isGiven(name));
      return !part.hidden;
    });
    this.hidden = open.length === 0;
  }

  isGiven(name) {
    const field = this.row.querySelector(`[name$="-${name}"]`);
    return field?.type === "checkbox" ? field.checked : Boolean(field?.value.trim());
  }
}

customElements.define("mh-lacks", Lacks);
