// What was done is said for a while, then goes; nobody who points at it or stands in it is hurried. Screen readers keep it.
const WHILE_MS = 8_000;
const WHILE_WITH_LINKS_MS = 20_000;
const PLACES = ["", "higher", "middle", "top", "start"]; // said.css says where
const PRESSED = "a, button, input, select, textarea, label, summary, [role=button], [contenteditable=true]";
const word = document.getElementById("said").dataset.close;

/** @param {HTMLElement} said closed for good; whoever closed it by keyboard goes on at the beginning of the page's content */
function close(said) {
  const hadFocus = said.contains(document.activeElement);
  said.remove();
  const main = document.querySelector("main");
  if (!hadFocus || !main) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}

/** @param {HTMLElement} said */
function letGo(said) {
  if (said.querySelector(".said__close")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "said__close", textContent: "×" });
  button.ariaLabel = word;
  button.addEventListener("click", () => close(said));
  said.addEventListener("keydown", (event) => event.key === "Escape" && close(said));
  const links = said.querySelector("a, button");
  said.append(button);
  const go = () => {
    if (said.matches(":hover, :focus-within")) setTimeout(go, WHILE_MS);
    else said.classList.add("said--over");
  };
  setTimeout(go, links ? WHILE_WITH_LINKS_MS : WHILE_MS);
}

/** @param {HTMLElement} box @returns {boolean} whether something to press lies beneath it */
function covers(box) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  for (let x = left; x <= right; x += 12) {
    for (let y = top; y <= bottom; y += 12) {
      const beneath = document.elementsFromPoint(x, y).find((each) => !box.contains(each));
      if (beneath?.closest(PRESSED)) return true;
    }
  }
  return false;
}

/** @param {HTMLElement} box moved to the first place where it covers nothing to press; the first of all when each does */
function settle(box) {
  for (const place of [...PLACES, PLACES[0]]) {
    box.dataset.place = place;
    if (!covers(box)) return;
  }
}

const list = document.querySelector("main .messages > ul");
if (list) {
  const look = () => {
    list.querySelectorAll(":scope > .success:not(.said--over)").forEach(letGo);
    if (list.querySelector(".said__close")) requestAnimationFrame(() => settle(list.parentElement));
  };
  new MutationObserver(look).observe(list, { childList: true });
  look();
}
