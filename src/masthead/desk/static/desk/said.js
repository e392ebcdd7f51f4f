// What was done is said for a while, then goes; nobody who points at it or stands in it is hurried. Screen readers keep it.
const WHILE_MS = 8_000;
const WHILE_WITH_LINKS_MS = 20_000;
const PLACES = ["end", "end-higher", "middle", "start", "middle-higher", "start-higher", "top"]; // said.css says where
const PRESSED = "a, button, select, label, summary, [role=button], input:is([type=checkbox], [type=radio], [type=file])";
const FIELDS = "input, textarea, [contenteditable=true]";
const PANELS_OPEN_MS = [0, 400, 1_200]; // side panel and list of parts open by themselves, and would lie over it
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

/** @param {HTMLElement} box @returns {number} how ill it stands: covered itself, over something to press, over a field */
function ill(box) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  let found = 0;
  for (let x = left + 1; x < right; x += 12) {
    for (let y = top + 1; y < bottom; y += 12) {
      const stack = document.elementsFromPoint(x, y);
      const beneath = stack.find((each) => !box.contains(each));
      if (stack[0] === beneath) found += 10_000;
      else if (beneath?.closest(PRESSED)) found += 100;
      else if (beneath?.closest(FIELDS)) found += 1;
    }
  }
  return found;
}

/** @param {HTMLElement} box moved to the first place where it stands well, or the least ill */
function settle(box) {
  const ills = PLACES.map((place) => {
    box.dataset.place = place;
    return ill(box);
  });
  box.dataset.place = PLACES[ills.indexOf(Math.min(...ills))];
}

const list = document.querySelector("main .messages > ul");
if (list) {
  const look = () => {
    list.querySelectorAll(":scope > .success:not(.said--over)").forEach(letGo);
    if (!list.querySelector(".success:not(.said--over)")) return;
    for (const after of PANELS_OPEN_MS) setTimeout(settle, after, list.parentElement);
  };
  new MutationObserver(look).observe(list, { childList: true });
  look();
}
