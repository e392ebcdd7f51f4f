// Moving a piece on the board by keyboard: M takes it up, arrows move it, Enter puts it down, X swaps, Esc leaves it where it was.
import { listenForDrags } from "./board_drag.js";

export class Carrying {
  constructor(board) {
    this.board = board;
    listenForDrags(board, this);
  }

  get isOn() {
    return Boolean(this.row);
  }

  rows() {
    return [...this.board.querySelectorAll(".row")];
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest(".row");
    const isLetter = event.key.length === 1 && event.key !== " ";
    if (!row || (isLetter && this.board.isQuiet)) return;
    const act = this.isOn ? this.whileCarrying(event.key) : this.atRest(event.key, row, event.target);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  atRest(key, row, target) {
    const isLocked = row.hasAttribute("data-locked");
    return {
      ArrowDown: () => this.goTo(row, 1),
      ArrowUp: () => this.goTo(row, -1),
      j: () => this.goTo(row, 1),
      k: () => this.goTo(row, -1),
      m: isLocked ? undefined : () => this.take(row),
      e: () => (row.querySelector("details").open = !row.querySelector("details").open),
      " ": target.matches(".row__handle") ? () => row.querySelector(".row__tick").click() : undefined,
      Enter: target.matches(".row__handle") && !isLocked ? () => this.take(row) : undefined,
    }[key];
  }

  whileCarrying(key) {
    return {
      ArrowDown: () => this.shift(1),
      ArrowUp: () => this.shift(-1),
      Enter: () => this.drop(),
      m: () => this.drop(),
      x: () => this.swap(),
      Escape: () => this.leave(),
      Tab: () => {},
    }[key];
  }

  goTo(row, step) {
    const rows = this.rows();
    rows[rows.indexOf(row) + step]?.querySelector(".row__handle").focus();
  }

  take(row) {
    this.row = row;
    this.home = { parent: row.parentElement, next: row.nextElementSibling, order: this.rows().map((one) => one.dataset.key) };
    row.classList.add("row--carried");
    row.querySelector(".row__handle").focus();
    this.tell();
  }

  tell() {
    const rows = this.rows();
    const department = this.row.closest(".group").dataset.label;
    this.board.say(`${this.row.dataset.title}: ${rows.indexOf(this.row) + 1} / ${rows.length}${department ? `, ${department}` : ""}`);
  }

  /** One place up or down; past the first or last piece of a department it goes into the next one. */
  shift(step) {
    const row = this.row;
    const beside = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    if (beside) {
      if (step > 0) beside.after(row);
      else beside.before(row);
    } else {
      const lists = [...this.board.querySelectorAll(".group:not([data-locked]) .group__rows")];
      const list = lists[lists.indexOf(row.parentElement) + step];
      if (!list) return;
      if (step > 0) list.prepend(row);
      else list.append(row);
    }
    row.querySelector(".row__handle").focus();
    row.scrollIntoView({ block: "nearest" });
    this.tell();
  }

  spot() {
    const next = this.row.nextElementSibling?.dataset.key ?? "";
    const label = this.row.closest(".group").dataset.label;
    const isBare = !label && !next;
    return isBare ? { position: this.rows().indexOf(this.row) + 1 } : { before: next, label };
  }

  drop() {
    const { row, home } = this;
    const isMoved = row.parentElement !== home.parent || row.nextElementSibling !== home.next;
    const spot = this.spot();
    this.end();
    row.querySelector(".row__handle").focus({ preventScroll: true });
    if (isMoved) this.board.act({ act: `move:${row.dataset.key}`, ...spot });
  }

  /** Change places with the piece whose place this one has now. */
  swap() {
    const { row, home } = this;
    const other = home.order[this.rows().indexOf(row)];
    this.leave();
    if (other && other !== row.dataset.key) this.board.act({ act: `swap:${row.dataset.key}`, with: other });
  }

  leave() {
    const { row, home } = this;
    home.parent.insertBefore(row, home.next);
    this.end();
    row.querySelector(".row__handle").focus();
  }

  end() {
    this.row.classList.remove("row--carried", "row--dragged");
    this.row = this.home = undefined;
  }
}
