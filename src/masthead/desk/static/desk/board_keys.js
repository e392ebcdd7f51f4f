// Keys that work wherever the focus is (Z undoes, ? shows all keys, M takes up the piece under the pointer), and the line that tells of them.

/** @param {HTMLElement} board what can `act` and is `carrying` */
export function listenForKeys(board) {
  const onKey = (event) => {
    const isTyping = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (board.isQuiet || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") showKeys(board, !board.areKeysShown);
    if (event.key === "z") undo(board);
    if (event.key === "m" && !event.target.closest?.(".row")) takeWhatIsPointedAt(board, event);
  };
  const onPress = (event) => event.target.closest('[data-part="keys"]') && showKeys(board, !board.areKeysShown);
  document.addEventListener("keydown", onKey);
  board.addEventListener("click", onPress);
}

/** What only a script can do appears with it: the handles, and the line about them. */
export function showWhatScriptsDo(board) {
  for (const handle of board.querySelectorAll(".row__handle, .tray__handle")) handle.hidden = false;
  const hint = board.querySelector('[data-part="hint"]');
  if (hint) hint.hidden = board.isQuiet;
  showKeys(board, board.areKeysShown);
}

function showKeys(board, areShown = false) {
  board.areKeysShown = areShown;
  const keys = board.querySelector("#board-keys");
  if (!keys) return;
  keys.hidden = !areShown;
  board.querySelector('[data-part="keys"]').setAttribute("aria-expanded", areShown);
}

function undo(board) {
  const button = board.querySelector('[data-part="undo"]');
  if (button) board.act({ act: button.value });
}

function takeWhatIsPointedAt(board, event) {
  const row = board.querySelector(".row:hover:not([data-locked])");
  if (!row || board.carrying.isOn) return;
  event.preventDefault();
  board.carrying.take(row);
}
