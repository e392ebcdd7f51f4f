/** Says when saving stopped because the session ended or the network is gone, and goes on by itself when it is back. */

const AGAIN_MILLISECONDS = 10_000;
const SELDOM_MILLISECONDS = 60_000;

class Session extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = document.querySelector("form[data-edit-form]");
    document.querySelector("#main, main")?.prepend(this);
    document.addEventListener("w-autosave:error", (event) => {
      if (["network_error", "server_error"].includes(event.detail.type)) this.#look();
    });
    document.addEventListener("w-autosave:success", () => {
      this.isTried = false;
      this.#show("");
    });
    window.addEventListener("offline", () => this.#look());
    window.addEventListener("online", () => this.#look());
    window.addEventListener("focus", () => this.#lookAgain());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#lookAgain());
  }

  /** Back in this tab: at once if something was wrong, else not more often than every minute. A new login brings a new token. */
  #lookAgain() {
    if (this.dataset.state) this.#look();
    else if (Date.now() - (this.lookedAt ?? 0) > SELDOM_MILLISECONDS) this.#look(true);
  }

  async #look(isForCaution = false) {
    clearTimeout(this.timer);
    this.lookedAt = Date.now();
    const state = await this.#state();
    if (state) {
      this.isTried = false;
      this.#show(state);
      this.timer = setTimeout(() => this.#look(), AGAIN_MILLISECONDS);
    } else {
      this.#show("");
      if (isForCaution || this.isTried) return; // the desk is there and the session too: saving fails for another reason
      this.isTried = true;
      this.form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
    }
  }

  /** @returns {Promise<"" | "offline" | "logged-out" | "another">} */
  async #state() {
    let response = null;
    try {
      response = await fetch(this.dataset.pulse, { headers: { "X-Requested-With": "XMLHttpRequest" }, cache: "no-store", redirect: "manual" });
    } catch {
      return "offline";
    }
    if (!response.ok) return response.status >= 500 ? "offline" : "logged-out";
    const answer = await response.json().catch(() => null);
    if (!answer) return "logged-out";
    if (String(answer.user) !== this.dataset.person) return "another";
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = answer.token;
    return "";
  }

  #show(state) {
    if ((this.dataset.state ?? "") === state) return;
    this.dataset.state = state;
    this.hidden = !state;
    for (const words of this.querySelectorAll("[data-mh-state]")) words.hidden = words.dataset.mhState !== state;
  }
}

customElements.define("mh-session", Session);
