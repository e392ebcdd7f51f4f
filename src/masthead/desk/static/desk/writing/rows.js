/** Two things that lists of rows need: dragging, and a question with a few answers. */

/**
 * @param {HTMLElement} list whose children carry `data-number`
 * @param {(order: number[], moved: number) => void} arranged
 */
export function letRowsBeDragged(list, arranged) {
  let held = null;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-number]");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-number]");
    if (!held || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY < top + height / 2 ? "before" : "after"](held);
  });
  list.addEventListener("dragend", () => {
    if (held) arranged([...list.children].map((item) => Number(item.dataset.number)), Number(held.dataset.number));
    held = null;
  });
}

/**
 * @param {HTMLElement} place with a paragraph and a div
 * @param {string} words
 * @param {[string, () => void][]} ways the label and the act of each answer
 * @param {() => void} [before] done before any of them
 */
export function ask(place, words, ways, before = () => {}) {
  place.querySelector("p").textContent = words;
  const buttons = ways.map(([label, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = label;
    button.addEventListener("click", () => {
      place.hidden = true;
      before();
      act();
    });
    return button;
  });
  place.querySelector("div").replaceChildren(...buttons);
  place.hidden = false;
  buttons[0]?.focus();
}
