/**
 * A Word file dropped anywhere on the desk goes to the manuscripts page, which reads it.
 * Without this script the same page has a plain file input.
 */
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ADDRESS = document.querySelector("script[src*='/word_drop.js']")?.dataset.address ?? "";

/**
 * Whether a drag brings files from outside, and not a part of the page.
 * @param {DragEvent} event
 */
const bringsFile = (event) =>
  [...(event.dataTransfer?.items ?? [])].some((item) => item.kind === "file" && (item.type === WORD || item.type === ""));

/**
 * The first Word file among those dropped.
 * @param {DragEvent} event
 * @returns {File | undefined}
 */
const wordFileOf = (event) =>
  [...(event.dataTransfer?.files ?? [])].find((file) => file.type === WORD || /\.docx?$|\.docm$/i.test(file.name));

/** @returns {string} the token that the desk's forms carry */
const token = () => {
  const config = document.getElementById("wagtail-config");
  return config ? JSON.parse(config.textContent ?? "{}").CSRF_TOKEN ?? "" : "";
};

/**
 * Send a file as the plain form would.
 * @param {File} file
 */
const send = (file) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: ADDRESS, enctype: "multipart/form-data" });
  const input = Object.assign(document.createElement("input"), { type: "file", name: "file" });
  const held = new DataTransfer();
  held.items.add(file);
  input.files = held.files;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken", value: token() }), input);
  form.hidden = true;
  document.body.append(form);
  form.submit();
};

/** The zone on the home and on the manuscripts page: a chosen file goes at once, a dropped one lights it up. */
class WordDrop extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=file]");
    input?.addEventListener("change", () => input.files?.length && input.form?.requestSubmit());
  }
}
customElements.define("mh-word-drop", WordDrop);

/** @param {boolean} isOver */
const light = (isOver) => document.documentElement.classList.toggle("is-word-over", isOver);

if (ADDRESS) {
  addEventListener("dragover", (event) => {
    if (event.defaultPrevented || !bringsFile(event)) return;
    event.preventDefault();
    light(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && light(false));
  addEventListener("drop", (event) => {
    light(false);
    const file = event.defaultPrevented ? undefined : wordFileOf(event);
    if (!file) return;
    event.preventDefault();
    send(file);
  });
}
