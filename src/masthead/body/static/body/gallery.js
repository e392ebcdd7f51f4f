/**
 * <mh-gallery>: buttons, arrow keys and a count for a strip of pictures. Without this script the strip is scrolled by hand, by swipe
 * or, once it has the focus, by the keyboard.
 */
class Gallery extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLElement | null} */
    const strip = this.querySelector(".gallery__strip");
    this.pictures = [...(strip?.children ?? [])];
    if (!strip || this.pictures.length < 2 || this.querySelector(".gallery__turn")) return;
    this.strip = strip;
    this.shown = 0;
    this.back = this.button("back", "←", -1);
    this.on = this.button("on", "→", 1);
    this.place = document.createElement("p");
    this.place.className = "gallery__place";
    this.place.setAttribute("aria-live", "polite");
    const turn = document.createElement("div");
    turn.className = "gallery__turn";
    turn.append(this.back, this.place, this.on);
    strip.after(turn);
    strip.addEventListener("keydown", (event) => this.press(event));
    strip.addEventListener("scroll", () => this.look(), { passive: true });
    this.say();
  }

  /**
   * @param {"back" | "on"} name
   * @param {string} sign
   * @param {number} step
   */
  button(name, sign, step) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `gallery__button gallery__button--${name}`;
    made.setAttribute("aria-label", this.dataset[name] ?? "");
    const arrow = document.createElement("span");
    arrow.setAttribute("aria-hidden", "true");
    arrow.textContent = sign;
    made.append(arrow);
    made.addEventListener("click", () => this.show(this.shown + step));
    return made;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.target !== this.strip || event.altKey || event.ctrlKey || event.metaKey) return;
    const onward = getComputedStyle(this.strip).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const last = this.pictures.length - 1;
    /** @type {Record<string, number>} */
    const to = { ArrowLeft: this.shown - 1, ArrowRight: this.shown - 1, Home: 0, End: last, [onward]: this.shown + 1 };
    if (!(event.key in to)) return;
    event.preventDefault();
    this.show(to[event.key]);
  }

  /** @param {number} number of a picture, from 0 */
  show(number) {
    const picture = this.pictures[Math.min(Math.max(number, 0), this.pictures.length - 1)];
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const way = picture.getBoundingClientRect();
    const here = this.strip.getBoundingClientRect();
    const isMirrored = getComputedStyle(this.strip).direction === "rtl";
    this.strip.scrollBy({ left: isMirrored ? way.right - here.right : way.left - here.left, behavior: calm ? "auto" : "smooth" });
    this.shown = this.pictures.indexOf(picture);
    this.say();
  }

  /** Which picture stands at the beginning of the strip, once it has been moved by hand. */
  look() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const here = this.strip.getBoundingClientRect();
      const isMirrored = getComputedStyle(this.strip).direction === "rtl";
      const isAtEnd = Math.abs(this.strip.scrollLeft) + this.strip.clientWidth >= this.strip.scrollWidth - 2;
      const away = this.pictures.map((picture) => {
        const at = picture.getBoundingClientRect();
        return Math.abs(isMirrored ? at.right - here.right : at.left - here.left);
      });
      const nearest = away.indexOf(Math.min(...away));
      this.shown = isAtEnd ? Math.max(nearest, this.shown) : nearest;
      this.say();
    }, 120);
  }

  /** Say where the reader is; a button that leads nowhere says so and keeps the focus. */
  say() {
    const count = this.pictures.length;
    const words = (this.dataset.place ?? "{number} / {count}").replace("{number}", `${this.shown + 1}`).replace("{count}", `${count}`);
    if (this.place.textContent !== words) this.place.textContent = words;
    this.back.setAttribute("aria-disabled", String(this.shown === 0));
    this.on.setAttribute("aria-disabled", String(this.shown === count - 1));
  }
}

customElements.define("mh-gallery", Gallery);
