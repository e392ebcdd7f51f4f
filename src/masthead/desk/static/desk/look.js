// The look while it is being chosen: every change is shown at once. Without a script the button “Show it” does the same.
const WAIT_MS = 200;
const WIDE = 1280;
const PHONE = 390;
const DRAWN_ANEW = new Set(["look", "nameplate_words", "nameplate_picture", "nameplate_inverts", "tagline", "shows_tagline", "type_pair", "front_layout", "page", "mode"]);

class Look extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("#look-form");
    this.frame = this.querySelector('[data-part="frame"]');
    this.sight = this.querySelector('[data-part="sight"]');
    this.place = this.querySelector('[data-part="place"]');
    this.querySelector('[data-part="try"]').hidden = true;
    for (const colour of this.querySelectorAll("[data-colour]")) this.offerPicker(colour);
    this.addEventListener("input", (event) => this.changed(event.target));
    this.addEventListener("change", (event) => this.changed(event.target));
    this.addEventListener("click", (event) => this.pressed(event));
    this.fitter = new ResizeObserver(() => this.fit());
    this.fitter.observe(this.frame);
    this.sight.addEventListener("load", () => this.drawn());
    this.page = this.said("page");
    this.fit();
  }

  disconnectedCallback() {
    this.fitter.disconnect();
    clearTimeout(this.timer);
  }

  said(name) {
    return new FormData(this.form).get(name) ?? "";
  }

  // The browser's own colour field beside the six digits; each follows the other.
  offerPicker(colour) {
    const code = colour.querySelector("input");
    const picker = Object.assign(document.createElement("input"), { type: "color", className: "colour__picker" });
    picker.value = code.value || code.placeholder;
    picker.setAttribute("aria-label", `${this.dataset.pick}: ${colour.querySelector("label").textContent}`);
    picker.addEventListener("input", () => {
      code.value = picker.value;
    });
    colour.querySelector(".colour__worn").replaceWith(picker);
  }

  changed(field) {
    if (!field.form || field.form !== this.form) {
      if (!field.classList.contains("colour__picker")) return;
    }
    this.redraws ||= DRAWN_ANEW.has(field.name);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), WAIT_MS);
  }

  pressed(event) {
    const [verb, name, colour] = (event.target.closest('button[name="act"]')?.value ?? "").split(":");
    if (verb !== "use") return;
    event.preventDefault();
    this.form.elements[name].value = colour;
    this.form.elements[name].focus();
    this.changed(this.form.elements[name]);
  }

  query() {
    const data = new FormData(this.form);
    for (const name of ["csrfmiddlewaretoken", "act"]) data.delete(name);
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string" && value));
  }

  async show() {
    const query = this.query();
    const preview = `${this.dataset.preview.replace("/front/", `/${query.get("page")}/`)}?${query}`;
    this.querySelector('[data-part="alone"]').href = preview;
    const guide = this.querySelector('[data-part="guide"]');
    guide.href = `${guide.pathname}?${query}`;
    if (this.redraws) this.draw(preview, query.get("page"));
    else this.dress(`${this.dataset.sheet}?${query}`);
    this.redraws = false;
    this.fit();
    this.asked?.abort();
    this.asked = new AbortController();
    const headers = { "X-Masthead": "fragment" };
    const answer = await fetch(`${this.dataset.check}?${query}`, { headers, signal: this.asked.signal }).catch(() => undefined);
    if (answer?.ok) this.judge(await answer.text());
  }

  // Another page, which is read on from where the one before stood.
  draw(address, page) {
    this.height = page === this.page ? this.sight.contentWindow.scrollY : 0;
    this.page = page;
    this.sight.contentWindow.location.replace(address);
  }

  drawn() {
    this.fit();
    if (this.height) this.sight.contentWindow.scrollTo(0, this.height);
  }

  // Colours, corners and white space are tokens: another sheet is enough, and the page stays where it was read.
  dress(address) {
    const page = this.sight.contentDocument;
    const before = page?.querySelector('link[href*="/look/sheet.css"]');
    if (!before) return;
    const after = Object.assign(page.createElement("link"), { rel: "stylesheet", href: address });
    after.addEventListener("load", () => before.remove());
    before.after(after);
  }

  judge(html) {
    this.place.innerHTML = html;
    const worn = this.place.firstElementChild.dataset;
    for (const colour of this.querySelectorAll("[data-colour]")) {
      const code = colour.querySelector(".colour__code");
      const shade = this.place.firstElementChild.getAttribute(`data-worn-${colour.dataset.colour}`);
      if (!worn || !shade) continue;
      code.placeholder = shade;
      if (document.activeElement !== colour.querySelector(".colour__picker")) colour.querySelector(".colour__picker").value = shade;
    }
  }

  // A wide page is drawn 1280 across and made small; a phone is as it is.
  fit() {
    const isPhone = this.said("width") === "phone";
    this.frame.classList.toggle("look__frame--phone", isPhone);
    this.frame.classList.toggle("look__frame--wide", !isPhone);
    const scale = isPhone ? Math.min(1, this.frame.clientWidth / PHONE) : this.frame.clientWidth / WIDE;
    this.sight.style.inlineSize = `${isPhone ? PHONE : WIDE}px`;
    this.sight.style.blockSize = `${this.frame.clientHeight / scale}px`;
    this.sight.style.scale = scale;
    this.sight.style.colorScheme = this.said("mode");
  }
}

customElements.define("mh-look", Look);
