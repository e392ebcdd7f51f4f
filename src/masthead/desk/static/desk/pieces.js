// The list of articles: ticking all, ticking a span with Shift, and a bar that appears with the first tick.

class Pieces extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector('.piece-bulk');
    if (!this.bar) return;
    this.said = this.bar.querySelector('[data-count]');
    this.words = this.said.textContent;
    this.all = this.bar.querySelector('[data-all]');
    this.all.closest('label').hidden = false;
    this.all.addEventListener('change', () => this.tickAll(this.all.checked));
    this.addEventListener('click', (event) => this.tickSpan(event));
    this.addEventListener('change', () => this.tell());
    this.tell();
  }

  /** @returns {HTMLInputElement[]} */
  get ticks() {
    return [...this.querySelectorAll('.piece__tick')];
  }

  /** @param {boolean} isTicked */
  tickAll(isTicked) {
    for (const tick of this.ticks) tick.checked = isTicked;
  }

  /** @param {MouseEvent} event */
  tickSpan(event) {
    const tick = event.target;
    if (!(tick instanceof HTMLInputElement) || !tick.matches('.piece__tick')) return;
    if (event.shiftKey && this.last) {
      const ticks = this.ticks;
      const [from, to] = [ticks.indexOf(this.last), ticks.indexOf(tick)].sort((a, b) => a - b);
      for (const each of ticks.slice(from, to + 1)) each.checked = tick.checked;
    }
    this.last = tick;
  }

  tell() {
    const count = this.ticks.filter((tick) => tick.checked).length;
    this.bar.classList.toggle('piece-bulk--none', count === 0);
    this.said.textContent = count ? `${this.words} ${count}` : '';
    this.all.checked = count > 0 && count === this.ticks.length;
  }
}

customElements.define('mh-pieces', Pieces);
