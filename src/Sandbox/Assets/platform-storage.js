const mostKeys = 500;
const mostCharacters = 4096;

/** What the LMS page keeps for the tool (LTI client-side postMessage storage): as long as this page is open, and no longer. */
export class PlatformStorage {
  #values = new Map();

  put(key, value) {
    if (typeof key !== "string" || key === "" || (value !== null && typeof value !== "string")) {
      return { error: { code: "bad_request", message: "key and value must be strings." } };
    }

    if (value === null) {
      this.#values.delete(key);
      return { key, value };
    }

    const rest = [...this.#values].filter(([name]) => name !== key);
    const used = rest.reduce((sum, [name, kept]) => sum + name.length + kept.length, 0);
    if (rest.length >= mostKeys || used + key.length + value.length > mostCharacters) {
      return { error: { code: "storage_exhaustion", message: "There is no room left." } };
    }

    this.#values.set(key, value);
    return { key, value };
  }

  get(key) {
    return typeof key === "string" && key !== ""
      ? { key, value: this.#values.get(key) ?? null }
      : { error: { code: "bad_request", message: "key must be a string." } };
  }
}
