/* The acts of whoever uses the page: one click, drop, shortcut or filled field is one act. Injected by tests/newcomers/proxy.py only.

   A press on anything but a field is one act (a drag is one press); a field counts when it is filled, and not again while nothing else
   is done; Enter, Escape and keys outside fields count, Tab and typing do not; a file dropped from outside counts. */
"use strict";
(() => {
  const FIELDS = "input:not([type=button],[type=submit],[type=reset],[type=image],[type=checkbox],[type=radio]),textarea,select,[contenteditable=true]";
  const QUIET = new Set(["Tab", "Shift", "Control", "Alt", "Meta", "CapsLock", "Unidentified"]);
  let last = null; // the field that was filled last, while nothing else was done

  const nameOf = (element) => {
    const label = element.labels && element.labels[0];
    const words = element.getAttribute("aria-label") || (label && label.innerText) || (!element.matches("select") && element.innerText) || element.name || element.id || element.tagName;
    return String(words).trim().replace(/\s+/g, " ").slice(0, 60);
  };
  const send = (kind, what, more = {}) => {
    const entry = JSON.stringify({ kind, what, path: location.pathname, ...more });
    navigator.sendBeacon("/_acts/", entry);
  };
  const act = (kind, what, by = null) => {
    last = by;
    send(kind, what);
  };
  const field = (target) => (target instanceof Element ? target.closest(FIELDS) : null);
  const filled = (element) => {
    if (last !== element) act("field", nameOf(element), element);
  };

  addEventListener("pointerdown", (event) => {
    if (event.button || field(event.target) || !(event.target instanceof Element)) return;
    const pressed = event.target.closest("a,button,label,summary,[role],[draggable=true],option,li");
    act("press", nameOf(pressed || event.target));
  }, true);
  addEventListener("drop", (event) => {
    const files = event.dataTransfer && event.dataTransfer.files.length;
    if (files) act("drop", `${files} file(s)`);
  }, true);
  addEventListener("change", (event) => {
    const isByHand = event.isTrusted || event.target === document.activeElement; // scripts fill fields too
    if (isByHand && event.target instanceof Element && event.target.matches(FIELDS)) filled(event.target);
  }, true);
  addEventListener("keydown", (event) => {
    if (event.repeat || QUIET.has(event.key) || event.isComposing) return;
    const typing = field(event.target);
    const isWriting = typing && typing.matches("textarea,[contenteditable=true]");
    const isCommand = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape" || (event.key === "Enter" && !isWriting);
    if (!typing || isCommand) act("key", event.key);
  }, true);
  let written = "";
  addEventListener("focusin", (event) => {
    const editor = event.target instanceof Element && event.target.closest("[contenteditable=true]");
    if (editor) written = editor.innerText;
  }, true);
  addEventListener("focusout", (event) => {
    const editor = event.target instanceof Element && event.target.closest("[contenteditable=true]");
    if (editor && editor.innerText !== written) filled(editor);
  }, true);
  addEventListener("load", () => {
    const [loading] = performance.getEntriesByType("navigation");
    setTimeout(() => send("screen", document.title, { waited_seconds: Math.round(loading.duration / 100) / 10 }));
  });
})();
