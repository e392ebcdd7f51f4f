/** Escape leaves a question by its own way back: the link with `data-mh-escape`. */

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) document.querySelector("a[data-mh-escape]")?.click();
});
