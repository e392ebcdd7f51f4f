// Placing a piece from the tray by its handle: a line stands where it would go. Esc or a drop elsewhere leaves it in the tray.
import { put } from "./board_drag.js";

const SLACK_PX = 4;

/** @param {HTMLElement} board the element that can `act` */
export function listenForPlacing(board) {
  board.addEventListener("pointerdown", (event) => {
    const piece = event.target.closest(".tray__handle")?.closest(".tray__piece");
    if (!piece || event.button !== 0) return;
    event.preventDefault();
    follow(board, piece, event.clientX);
  });
}

function follow(board, piece, startX) {
  const line = document.createElement("li");
  line.className = "row row--carried row--dragged row--coming";
  line.textContent = piece.dataset.title;
  const onMove = (moved) => {
    if (Math.abs(moved.clientX - startX) >= SLACK_PX) put(line, moved.clientX, moved.clientY);
  };
  const stop = (event) => {
    for (const [name, handler] of handlers) document.removeEventListener(name, handler);
    const group = line.closest(".group");
    const spot = group && { before: line.nextElementSibling?.dataset.key ?? "", label: group.dataset.label };
    line.remove();
    if (spot && event.type === "pointerup") board.act({ act: `place:${piece.dataset.piece}`, ...spot });
  };
  const onKey = (event) => event.key === "Escape" && stop(event);
  const handlers = [["pointermove", onMove], ["pointerup", stop], ["pointercancel", stop], ["keydown", onKey]];
  for (const [name, handler] of handlers) document.addEventListener(name, handler);
}
