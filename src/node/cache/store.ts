import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const DIGEST_BYTES = 32;

const digest = (payload: Uint8Array) => createHash("sha256").update(payload).digest();

export interface CacheCount {
  hits: number;
  misses: number;
}

/**
 * Results by the key of everything that they were made from. An entry is the SHA-256 of its payload and the payload, so
 * that one which was cut short or changed counts as absent. Entries hold no path and can be carried to other machines.
 */
export class Store {
  readonly #folder: string;
  readonly #counts = new Map<string, CacheCount>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  #path(kind: string, key: string): string {
    return join(this.#folder, kind, key.slice(0, 2), key.slice(2));
  }

  /** Hits and misses of one kind of entry. */
  count(kind: string): CacheCount {
    const count = this.#counts.get(kind) ?? { hits: 0, misses: 0 };
    this.#counts.set(kind, count);
    return count;
  }

  #find(kind: string, key: string): Uint8Array | undefined {
    try {
      const entry = readFileSync(this.#path(kind, key));
      const payload = entry.subarray(DIGEST_BYTES);
      return entry.length >= DIGEST_BYTES && digest(payload).equals(entry.subarray(0, DIGEST_BYTES))
        ? new Uint8Array(payload)
        : undefined;
    } catch {
      return undefined;
    }
  }

  get(kind: string, key: string): Uint8Array | undefined {
    const found = this.#find(kind, key);
    const count = this.count(kind);
    if (found) count.hits++;
    else count.misses++;
    return found;
  }

  /** Written whole or not at all: another build may read and write the same entry at the same time. */
  put(kind: string, key: string, payload: Uint8Array): void {
    const path = this.#path(kind, key);
    const next = `${path}.${process.pid}`;
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(next, Buffer.concat([digest(payload), payload]));
      renameSync(next, path);
    } finally {
      rmSync(next, { force: true });
    }
  }

  /** The value under a key, or `make`'s, which is kept unless it is undefined. */
  async remember<Value>(
    kind: string,
    key: string,
    coder: Coder<Value>,
    make: () => Promise<Value | undefined>,
  ): Promise<Value | undefined> {
    const found = this.get(kind, key);
    if (found) return coder.decode(found);
    const made = await make();
    if (made !== undefined) this.put(kind, key, coder.encode(made));
    return made;
  }
}

/** How a value stands in an entry. */
export interface Coder<Value> {
  encode(value: Value): Uint8Array;
  decode(payload: Uint8Array): Value;
}

export const bytesCoder: Coder<Uint8Array> = { encode: (bytes) => bytes, decode: (payload) => payload };

/** For plain JSON of our own making. */
export function jsonCoder<Value>(): Coder<Value> {
  return {
    encode: (value) => new TextEncoder().encode(JSON.stringify(value)),
    decode: (payload) => JSON.parse(new TextDecoder().decode(payload)) as Value,
  };
}
