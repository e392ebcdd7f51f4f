/**
 * <mh-embed>: a link to something that plays elsewhere. Until the reader presses the button, nothing is asked of that place;
 * without this file the link remains. The server writes the address of a player only for providers it knows (body/embeds.py).
 */
class Embed extends HTMLElement {
  connectedCallback() {
    const { player, ask } = this.dataset;
    if (!player?.startsWith("https://") || !ask || this.querySelector(".embed__ask")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "embed__ask";
    button.textContent = ask;
    button.addEventListener("click", () => this.play(player), { once: true });
    const link = this.querySelector(".embed__link");
    if (link) link.before(button);
    else this.append(button);
  }

  /** @param {string} player address of the provider's player */
  play(player) {
    const frame = document.createElement("iframe");
    frame.className = "embed__frame";
    frame.title = this.dataset.title ?? "";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    frame.allow = "fullscreen; encrypted-media; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = player;
    this.querySelector(".embed__ask")?.remove();
    const poster = this.querySelector(".picture");
    if (poster) poster.replaceWith(frame);
    else this.prepend(frame);
    frame.focus();
  }
}

customElements.define("mh-embed", Embed);
