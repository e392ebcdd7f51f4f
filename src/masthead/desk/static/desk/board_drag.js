// Moving a piece on the board by its handle, with a mouse, a pen or a finger. Esc leaves it where it was.
const SLACK_PX = 4;

/**
 * @param {HTMLElement} board
 * @param {import("./board_carry.js").Carrying} carrying what takes the piece up, moves it and puts it down
 */
export function listenForDrags(board, carrying) {
  board.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".row__handle")?.closest(".row");
    if (!row || event.button !== 0 || row.hasAttribute("data-locked") || carrying.isOn) return;
    event.preventDefault();
    follow(row, event.clientY, carrying);
  });
}

function follow(row, startY, carrying) {
  const onMove = (moved) => {
    if (!carrying.isOn && Math.abs(moved.clientY - startY) < SLACK_PX) return;
    if (!carrying.isOn) {
      carrying.take(row);
      row.classList.add("row--dragged");
    }
    put(row, moved.clientX, moved.clientY);
  };
  const stop = (event) => {
    for (const [name, handler] of handlers) document.removeEventListener(name, handler);
    if (!carrying.isOn) row.querySelector(".row__handle").focus();
    else if (event.type === "pointerup") carrying.drop();
    else carrying.leave();
  };
  const onKey = (event) => event.key === "Escape" && stop(event);
  const handlers = [["pointermove", onMove], ["pointerup", stop], ["pointercancel", stop], ["keydown", onKey]];
  for (const [name, handler] of handlers) document.addEventListener(name, handler);
}

/** Put the row where the pointer is: before the first piece of the department under it whose middle lies below, else at its end. */
export function put(row, x, y) {
  const group = document.elementFromPoint(x, y)?.closest(".group:not([data-locked])");
  if (!group) return;
  const list = group.querySelector(".group__rows");
  const next = [...list.children].find((other) => other !== row && y < middle(other)) ?? null;
  if (row.parentElement !== list || row.nextElementSibling !== next) list.insertBefore(row, next);
}

function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
