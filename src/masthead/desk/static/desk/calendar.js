// The calendar: dragging a piece to another day does what its “Move to…” form does.

class Calendar extends HTMLElement {
  connectedCallback() {
    this.said = this.querySelector('[data-said]');
    for (const event of this.querySelectorAll('[data-move]')) event.draggable = true;
    this.addEventListener('dragstart', (event) => this.begin(event));
    this.addEventListener('dragend', () => this.end());
    this.addEventListener('dragover', (event) => this.over(event));
    this.addEventListener('drop', (event) => this.drop(event));
  }

  /** @param {DragEvent} event */
  begin(event) {
    const moved = event.target instanceof Element ? event.target.closest('[data-move]') : null;
    if (!moved) return;
    this.moved = moved;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', moved.querySelector('.event__title').textContent);
    moved.classList.add('event--moving');
  }

  end() {
    this.moved?.classList.remove('event--moving');
    this.moved = null;
    this.mark(null);
  }

  /** @param {DragEvent} event */
  over(event) {
    const day = this.moved && event.target.closest('[data-day]');
    if (!day) return;
    event.preventDefault();
    this.mark(day);
  }

  /** @param {Element | null} day */
  mark(day) {
    this.querySelector('.is-over')?.classList.remove('is-over');
    day?.classList.add('is-over');
  }

  /** @param {DragEvent} event */
  drop(event) {
    const day = this.moved && event.target.closest('[data-day]');
    if (!day) return;
    event.preventDefault();
    const form = this.moved.querySelector('.event__move form');
    const field = form.elements.namedItem('day');
    if (field.value === day.dataset.day) return;
    field.value = day.dataset.day;
    this.said.textContent = `${this.dataset.moved} ${day.dataset.name ?? day.dataset.day}`;
    form.submit();
  }
}

customElements.define('mh-calendar', Calendar);
