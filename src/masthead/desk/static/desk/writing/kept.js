/** What somebody typed and nobody saved yet, kept in this browser: by person and page, for three days. */

const BEGINNING = "masthead:unsaved:";
const DAYS = 3;
const PASSING = new Set(["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next", "overwrite_revision_id", "preview_mode", "preview-size"]);

/** @typedef {{at: number, entries: [string, string][], revision: string, submitted?: boolean}} Kept */

/**
 * The fields of a form but those that are made anew each time, and files.
 * @param {FormData} data
 * @returns {[string, string][]}
 */
export const entriesOf = (data) => [...data.entries()].filter(([name, value]) => !PASSING.has(name) && typeof value === "string");

/** The same form, said in one string, without numbers of rows that only a save gives. */
export const fingerprint = (entries) => JSON.stringify(entries.filter(([name]) => !/-(?:id|INITIAL_FORMS)$/.test(name)));

export class Drawer {
  /** @param {string} person @param {string} page */
  constructor(person, page) {
    this.prefix = `${BEGINNING}${person}:`;
    this.key = `${this.prefix}${page}`;
    this.#sweep();
  }

  /** @returns {Kept | null} */
  get kept() {
    return read(this.key);
  }

  /** The newest of those whose key begins so: an article that was never saved has a key for each sitting. */
  newest(beginning) {
    const found = keys()
      .filter((key) => key.startsWith(`${this.prefix}${beginning}`))
      .map((key) => [key, read(key)])
      .filter(([, kept]) => kept);
    return found.sort((one, other) => other[1].at - one[1].at)[0] ?? null;
  }

  /** @returns {boolean} whether there was room for it */
  put(entries, more) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), entries, ...more }));
      return true;
    } catch {
      return false;
    }
  }

  clear(key = this.key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to remove.
    }
  }

  #sweep() {
    const oldest = Date.now() - DAYS * 86_400_000;
    for (const key of keys()) if (key.startsWith(BEGINNING) && !((read(key)?.at ?? 0) > oldest)) this.clear(key);
  }
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(kept?.entries) ? kept : null;
  } catch {
    return null;
  }
}
