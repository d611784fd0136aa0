import { createHash, type Hash } from "node:crypto";

/** What a key is made of; the order of an object's keys does not matter. */
export type KeyPart =
  | string
  | number
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly KeyPart[]
  | { readonly [key: string]: KeyPart };

function isList(part: KeyPart): part is readonly KeyPart[] {
  return Array.isArray(part);
}

function add(hash: Hash, part: KeyPart): void {
  if (part instanceof Uint8Array) {
    hash.update(`bytes ${part.length}:`).update(part);
  } else if (isList(part)) {
    hash.update(`list ${part.length}:`);
    for (const item of part) add(hash, item);
  } else if (typeof part === "object" && part !== null) {
    const keys = Object.keys(part)
      .filter((key) => part[key] !== undefined)
      .sort();
    hash.update(`map ${keys.length}:`);
    for (const key of keys) {
      add(hash, key);
      add(hash, part[key]);
    }
  } else {
    const text = String(part);
    hash.update(`${typeof part} ${text.length}:${text}`);
  }
}

/** A SHA-256 in hexadecimal that two different contents never share. */
export function contentKey(...parts: readonly KeyPart[]): string {
  const hash = createHash("sha256");
  add(hash, parts);
  return hash.digest("hex");
}
