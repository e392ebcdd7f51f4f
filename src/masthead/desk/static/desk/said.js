// What was done is said for a while, then goes; nobody who points at it or stands in it is hurried. Screen readers keep it.
const WHILE_MS = 8_000;
const WHILE_WITH_LINKS_MS = 20_000;
const word = document.getElementById("said").dataset.close;

/** @param {HTMLElement} said */
function over(said) {
  said.querySelector(".said__close").remove();
  said.classList.add("said--over", "w-sr-only");
}

/** @param {HTMLElement} said */
function letGo(said) {
  if (said.querySelector(".said__close")) return;
  const close = Object.assign(document.createElement("button"), { type: "button", className: "said__close", textContent: "×" });
  close.ariaLabel = word;
  close.addEventListener("click", () => over(said));
  const links = said.querySelector("a, button");
  said.append(close);
  const go = () => {
    if (!close.isConnected) return;
    if (said.matches(":hover, :focus-within")) setTimeout(go, WHILE_MS);
    else over(said);
  };
  setTimeout(go, links ? WHILE_WITH_LINKS_MS : WHILE_MS);
}

const list = document.querySelector("main .messages > ul");
if (list) {
  const look = () => list.querySelectorAll(":scope > .success:not(.said--over)").forEach(letGo);
  new MutationObserver(look).observe(list, { childList: true });
  look();
}
