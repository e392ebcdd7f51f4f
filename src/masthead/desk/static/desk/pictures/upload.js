/** Many files at once, each with its own progress, abort and retry. Without this script the form sends them together. */
const AT_ONCE = 2;

class PictureUpload extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input[type=file]");
    this.list = this.querySelector("[data-files]");
    this.waiting = [];
    this.running = 0;
    this.done = 0;
    this.total = 0;
    this.form.querySelector("[data-send]").hidden = true;
    this.form.querySelector("[data-hint]").hidden = false;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.input.addEventListener("change", () => {
      this.add(this.input.files);
      this.input.value = "";
    });
    this.addEventListener("dragover", (event) => this.over(event, true));
    this.addEventListener("dragleave", (event) => this.over(event, false));
    this.addEventListener("drop", (event) => {
      this.over(event, false);
      this.add(event.dataTransfer.files);
    });
    window.addEventListener("beforeunload", (event) => this.running && event.preventDefault());
  }

  /** @param {DragEvent} event @param {boolean} isOver */
  over(event, isOver) {
    event.preventDefault();
    this.form.classList.toggle("pictures__drop--over", isOver);
  }

  /** @param {FileList} files */
  add(files) {
    for (const file of files) {
      const item = this.itemFor(file);
      this.total += 1;
      if (file.size > Number(this.dataset.largest)) this.end(item, "refused", this.dataset.saidLarge);
      else this.queue(item);
    }
    this.querySelector("[data-transfer]").hidden = this.total === 0;
    this.tell();
  }

  /** One line of the list. @param {File} file */
  itemFor(file) {
    const line = document.createElement("li");
    const [name, bar, state, actions] = ["span", "progress", "span", "span"].map((tag) => document.createElement(tag));
    name.textContent = name.title = file.name;
    name.className = "pictures__file-name";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.className = "pictures__file-state";
    actions.className = "pictures__file-actions";
    line.append(name, bar, state, actions);
    this.list.append(line);
    return { file, line, bar, state, actions };
  }

  queue(item) {
    this.mark(item, "waiting", this.dataset.saidWaiting);
    this.button(item, this.dataset.saidAbort, () => this.abort(item));
    this.waiting.push(item);
    this.next();
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
  }

  send(item) {
    this.running += 1;
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "batch"]) data.append(name, this.form.elements[name].value);
    data.append("files", item.file);
    data.append("complete", "1"); // the last part: what does not arrive whole does not bring it
    const request = (item.request = new XMLHttpRequest());
    request.open("POST", this.form.action);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) item.bar.value = event.loaded / event.total;
    };
    request.upload.onload = () => this.mark(item, "sending", this.dataset.saidReading);
    request.onload = () => this.answered(item, request);
    request.onerror = () => this.end(item, "broken", this.dataset.saidBroken);
    request.onabort = () => this.end(item, "aborted", this.dataset.saidAborted);
    request.onloadend = () => {
      this.running -= 1;
      this.next();
      this.tell();
    };
    this.mark(item, "sending", this.dataset.saidSending);
    request.send(data);
  }

  answered(item, request) {
    const told = request.response ?? {};
    if (told.outcome === "added") this.done += 1;
    const isTold = Boolean(told.outcome || told.detail);
    this.end(item, told.outcome ?? "broken", isTold ? (told.message ?? told.detail) : this.dataset.saidBroken, told.address);
  }

  abort(item) {
    if (item.request && item.request.readyState !== XMLHttpRequest.DONE) return item.request.abort();
    this.waiting = this.waiting.filter((one) => one !== item);
    this.end(item, "aborted", this.dataset.saidAborted);
    this.tell();
  }

  end(item, state, text, address) {
    this.mark(item, state, text);
    if (state !== "added") item.bar.value = 0;
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = this.dataset.saidOpen;
      item.actions.append(link);
    } else if (state === "aborted" || state === "broken") {
      this.button(item, this.dataset.saidRetry, () => this.queue(item));
    }
  }

  mark(item, state, text) {
    item.line.className = `pictures__file pictures__file--${state}`;
    item.state.textContent = text;
    if (state !== "sending") item.actions.replaceChildren();
  }

  button(item, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = label;
    button.setAttribute("aria-label", `${label}: ${item.file.name}`);
    button.addEventListener("click", act);
    item.actions.replaceChildren(button);
  }

  tell() {
    const text = this.dataset.saidDone.replace("%DONE%", this.done).replace("%TOTAL%", this.total);
    this.querySelector("[data-said]").textContent = text;
    this.querySelector("[data-on]").hidden = this.done === 0 || this.running + this.waiting.length > 0;
  }
}

customElements.define("mh-picture-upload", PictureUpload);
