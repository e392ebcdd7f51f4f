/** “TK” tinted in the copy: a decorator of Wagtail's editor, which stores nothing. A classic script, loaded after the editor's own. */
(() => {
  const MARK = /(?<![\p{L}\p{N}_])(?:TK)+(?![\p{L}\p{N}_\u00a0])/gu;
  const strategy = (block, found) => {
    for (const match of block.getText().matchAll(MARK)) found(match.index, match.index + match[0].length);
  };
  const component = ({ children }) => window.React.createElement("span", { className: "mh-tk" }, children);
  window.draftail.registerPlugin({ type: "TK", strategy, component }, "decorators");
})();
