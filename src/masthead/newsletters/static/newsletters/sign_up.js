/**
 * <mh-sign-up>: the answer to the form stands in its place. Without this script the form leads to the same words on a page of their own.
 * It sends what the form sends, and reads the answer out of the page that comes back.
 */
class MastheadSignUp extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form) return;
    this.said = document.createElement("div");
    this.said.setAttribute("role", "status");
    this.said.tabIndex = -1;
    this.append(this.said);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.isSending) this.send(form);
    });
  }

  /** @param {HTMLFormElement} form */
  async send(form) {
    this.isSending = true;
    const button = form.querySelector("button");
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
        credentials: "omit",
      });
      this.show(form, new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      form.submit(); // the browser then says what is wrong with the connection
    } finally {
      this.isSending = false;
      button?.removeAttribute("aria-busy");
    }
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Document} page
   */
  show(form, page) {
    const done = page.querySelector("[data-sign-up-done]");
    const error = page.querySelector(".sign-up__error");
    if (done) {
      form.hidden = true;
      this.said.replaceChildren(...[...done.children].map(inPlace));
      this.said.focus();
    } else if (error) {
      this.mark(form, document.importNode(error, true), page.querySelector('input[name="moment"]')?.value);
    } else {
      form.submit();
    }
  }

  /**
   * Say what is wrong at the field, and take over the fresh moment, so that the next try is not refused for the same reason.
   * @param {HTMLFormElement} form
   * @param {Element} error
   * @param {string | undefined} moment
   */
  mark(form, error, moment) {
    const field = form.elements.namedItem("address");
    form.querySelector(".sign-up__error")?.remove();
    form.querySelector(".sign-up__line")?.before(error);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", "sign-up-error sign-up-terms");
    if (moment) form.elements.namedItem("moment").value = moment;
    form.elements.namedItem("website").value = "";
    field.focus();
  }
}

/**
 * A sentence of the answer as it stands in the page: its heading is none here.
 * @param {Element} said
 * @param {number} place
 * @returns {HTMLParagraphElement}
 */
function inPlace(said, place) {
  const words = document.createElement("p");
  words.textContent = said.textContent;
  if (place === 0) words.className = "sign-up__done";
  return words;
}

customElements.define("mh-sign-up", MastheadSignUp);
