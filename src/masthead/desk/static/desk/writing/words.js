/**
 * The words of an article as the form holds them, counted as the server counts (masthead/text/counting.py, body/queries.py).
 *
 * The form keeps a body as fields named body-3-type, body-3-value-…; rich text as Draft.js JSON.
 */

const UNSPACED = "\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = new RegExp(
  `[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+(?:(?:://|['’.,\\-‐‑·/@])(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+)*`,
  "gu",
);
const PLACEHOLDER = /(?<![\p{L}\p{N}_])(?:TK)+(?![\p{L}\p{N}_\u00a0])/gu;
const NOTE = "DESK_NOTE";

/** @param {string} text */
export const wordCount = (text) => text.match(WORD)?.length ?? 0;

/** @param {string} text */
export const placeholderCount = (text) => text.match(PLACEHOLDER)?.length ?? 0;

/**
 * The text of rich text without notes to the desk, one line a paragraph.
 * @param {FormDataEntryValue | null} json Draft.js content
 */
export function richText(json) {
  let content = null;
  try {
    content = JSON.parse(String(json ?? "null"));
  } catch {
    return "";
  }
  return (content?.blocks ?? []).map(withoutNotes).join("\n");
}

/** @param {{text: string, inlineStyleRanges?: {style: string, offset: number, length: number}[]}} block */
function withoutNotes(block) {
  const signs = [...block.text];  // Draft.js counts characters beyond the basic plane as one
  for (const range of block.inlineStyleRanges ?? []) {
    if (range.style === NOTE) signs.fill("", range.offset, range.offset + range.length);
  }
  return signs.join("");
}

/**
 * The copy of a body: what the server counts (paragraphs, crossheads, lists, boxes, tables, raw text).
 * @param {FormData} data
 * @param {string} prefix of the stream's fields
 * @returns {string[]}
 */
export function copyOf(data, prefix) {
  const blocks = [];
  for (let number = 0; number < Number(data.get(`${prefix}-count`) ?? 0); number += 1) {
    const block = `${prefix}-${number}`;
    if (!data.get(`${block}-deleted`)) {
      blocks.push([Number(data.get(`${block}-order`) ?? number), ...linesOf(data, data.get(`${block}-type`), `${block}-value`)]);
    }
  }
  return blocks.sort((one, other) => one[0] - other[0]).flatMap(([, ...lines]) => lines);
}

/** @returns {string[]} */
function linesOf(data, kind, value) {
  const text = (name) => String(data.get(`${value}-${name}`) ?? "");
  switch (kind) {
    case "paragraph":
      return [richText(data.get(value))];
    case "crosshead":
      return [text("text")];
    case "list":
      return itemsOf(data, `${value}-items`);
    case "box":
      return [text("title"), ...copyOf(data, `${value}-body`)];
    case "table":
      return [text("caption"), text("rows").replaceAll("|", " ")];
    case "raw_text":
      return [text("note"), text("text")];
    default:
      return [];
  }
}

function itemsOf(data, prefix) {
  const lines = [];
  for (let number = 0; number < Number(data.get(`${prefix}-count`) ?? 0); number += 1) {
    if (!data.get(`${prefix}-${number}-deleted`)) lines.push(richText(data.get(`${prefix}-${number}-value`)));
  }
  return lines;
}
