/** The chooser's upload tab: what a file says of itself goes into the fields that are still empty, before anything is sent. */

const READ = document.getElementById("picture-prefill").dataset.read;
const WHOLE_BELOW = 8_000_000; // bytes; of larger files the beginning says it, in all but a few formats
const BEGINNING = 1_000_000;
const FORM = "form[data-chooser-modal-creation-form]";

document.addEventListener("change", async (event) => {
  const input = event.target;
  const form = input.closest?.(FORM);
  if (!form || input.type !== "file" || !input.files.length || !input.name.endsWith("-file")) return;
  const file = input.files[0];
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("file", file.size < WHOLE_BELOW ? file : file.slice(0, BEGINNING), file.name);
  const answer = await fetch(READ, { method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (answer.ok) fill(form, input.name.slice(0, -"file".length), await answer.json());
});

/** @param {HTMLFormElement} form @param {string} prefix @param {Record<string, {value: string, origin: string}>} said */
function fill(form, prefix, said) {
  for (const [name, { value, origin }] of Object.entries(said)) {
    const field = form.elements[prefix + name];
    if (!field || (field.value && !field.dataset.fromFile)) continue;
    field.value = value;
    field.dataset.fromFile = origin;
    field.classList.add("picture-from-file");
    field.addEventListener("input", () => field.classList.remove("picture-from-file"), { once: true });
  }
}
