/**
 * <mh-passkey>: a button by which the browser makes or shows a passkey (WebAuthn). Stays hidden where it cannot.
 *
 * data-options, data-finish: addresses that say what to sign and take what was signed; data-makes: make a passkey instead of showing one;
 * data-waiting, data-trouble: what to say meanwhile, and when the person or the browser refused.
 */
class Passkey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.sign());
  }

  /** Ask, sign, hand in, and go where the answer leads. */
  async sign() {
    this.button.disabled = true;
    this.say(this.dataset.waiting);
    try {
      const asked = await this.post(this.dataset.options);
      if (!asked) return;
      const credential = this.hasAttribute("data-makes")
        ? await navigator.credentials.create({ publicKey: withBytes(asked.publicKey) })
        : await navigator.credentials.get({ publicKey: withBytes(asked.publicKey) });
      const done = await this.post(this.finish(), asJson(credential));
      if (done) window.location.assign(done.next);
    } catch (trouble) {
      console.debug(trouble);
      this.say(this.dataset.trouble);
    } finally {
      this.button.disabled = false;
    }
  }

  /** @returns {string} the address to hand in to, with what the person calls the key and whether to remember them */
  finish() {
    const address = new URL(this.dataset.finish, window.location.href);
    const name = this.querySelector("input[type=text]");
    if (name) address.searchParams.set("name", name.value);
    if (document.querySelector("input[name=remember]:checked")) address.searchParams.set("remember", "1");
    return address.href;
  }

  /**
   * @param {string} address
   * @param {object} [body]
   * @returns {Promise<object | null>} the answer; null after a refusal, which has been said
   */
  async post(address, body = {}) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? tokenOfPage();
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (answer.ok) return said;
    this.say(said.detail);
    if (said.next) window.location.assign(said.next);
    return null;
  }

  /** @param {string} words */
  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

/** @returns {string} the token that Wagtail hands its own scripts */
function tokenOfPage() {
  const config = document.getElementById("wagtail-config");
  return config ? JSON.parse(config.textContent).CSRF_TOKEN : "";
}

/** @param {string} text base64url @returns {Uint8Array} */
function toBytes(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer @returns {string} base64url */
function toText(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {object} options as the server sends them @returns {object} with bytes where the browser wants bytes */
function withBytes(options) {
  const known = (list) => list?.map((each) => ({ ...each, id: toBytes(each.id) }));
  const changed = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) changed.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) changed.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) changed.allowCredentials = known(options.allowCredentials);
  return changed;
}

/** @param {PublicKeyCredential} credential @returns {object} as the server reads it */
function asJson(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  const { id, type } = credential;
  return { id, rawId: toText(credential.rawId), type, response, clientExtensionResults: {} };
}

customElements.define("mh-passkey", Passkey);
