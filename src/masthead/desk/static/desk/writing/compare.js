/** The words of a form, field by field as they stand, and what one set of them has that another has not. */

const WORDS = /^(?:title|kicker|short_title|standfirst|hero_caption|body-.+-value(?:-[a-z_]+)*)$/;

/**
 * One line a paragraph, notes to the desk and captions too; nothing of blocks that were removed.
 * @param {[string, string][]} entries of a form
 * @returns {string[]}
 */
export function linesOf(entries) {
  const gone = entries.filter(([name, value]) => name.endsWith("-deleted") && value).map(([name]) => name.slice(0, -"deleted".length));
  return entries
    .filter(([name]) => WORDS.test(name) && !gone.some((beginning) => name.startsWith(beginning)))
    .flatMap(([, value]) => textOf(value).split("\n"))
    .map((line) => line.trim())
    .filter((line) => /\p{L}/u.test(line));
}

/** @returns {string[]} the lines of one that are not in the other */
export function onlyIn(one, other) {
  const known = new Set(other);
  return one.filter((line) => !known.has(line));
}

function textOf(value) {
  if (!value.startsWith("{")) return value;
  try {
    return (JSON.parse(value).blocks ?? []).map((block) => block.text).join("\n");
  } catch {
    return value;
  }
}
