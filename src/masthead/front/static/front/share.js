/**
 * <mh-share>: a button that copies the address, and one that opens the device's own ways of sharing where there are any.
 * Without this script there is the letter, and the address itself to be marked and copied. Nobody is told of any of it.
 */
class MastheadShare extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector(".share__words");
    const address = this.querySelector(".share__address")?.textContent ?? "";
    const { copy, copied, pass } = this.dataset;
    if (!words || !address || this.querySelector("button")) return;
    if (navigator.clipboard && copy) {
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      words.append(" ", button(copy, async () => {
        await navigator.clipboard.writeText(address);
        said.textContent = copied ?? "";
      }), " ", said);
    }
    if (navigator.share && pass) {
      words.append(" ", button(pass, () => navigator.share({ title: document.title, url: address }).catch(() => {})));
    }
  }
}

/**
 * @param {string} words
 * @param {() => unknown} act
 * @returns {HTMLButtonElement}
 */
function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "share__button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

customElements.define("mh-share", MastheadShare);
