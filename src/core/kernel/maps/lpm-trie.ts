import { readUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import { accessFlags, hasFlag, refuseFlags } from "./flags.ts";
import { BPF_EXIST, BPF_NOEXIST, KernelMap, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, LARGEST_ALLOCATION } from "./refusal.ts";

/** Before the data of a key stands its length in bits, a u32. */
const HEAD_BYTES = 4;
const MOST_DATA_BYTES = 256;
/** struct lpm_trie_node without its data. */
const NODE_BYTES = 24;

const bitAt = (key: Uint8Array, index: number) => ((key[HEAD_BYTES + (index >> 3)] ?? 0) >> (7 - (index & 7))) & 1;

const lengthOf = (key: Uint8Array) => Number(readUnsigned(key, 0, HEAD_BYTES));

interface Prefix {
  readonly key: Uint8Array;
  readonly length: number;
  readonly value: Region;
}

/** Whether the first bits of a key are those of a prefix. */
function covers({ key: prefix, length }: Prefix, key: Uint8Array): boolean {
  for (let bit = 0; bit < length; bit++) if (bitAt(prefix, bit) !== bitAt(key, bit)) return false;
  return true;
}

/** What a walk meets first: the more specific prefix before the one it is in, then by bits from 0 to 1 (trie_get_next_key). */
function compareInPostorder(left: Prefix, right: Prefix): number {
  const shared = Math.min(left.length, right.length);
  for (let bit = 0; bit < shared; bit++) {
    const difference = bitAt(left.key, bit) - bitAt(right.key, bit);
    if (difference !== 0) return difference;
  }
  return right.length - left.length;
}

/** kernel/bpf/lpm_trie.c, v7.3: a look-up finds the longest prefix that its key begins with. An update makes a new node. */
class LpmTrieMap extends KernelMap {
  #prefixes: Prefix[] = [];
  #created = 0;

  get #longest(): number {
    return 8 * (this.definition.keySize - HEAD_BYTES);
  }

  /** Prefixes longer than the key's own length do not count. */
  override lookup(key: Uint8Array): Region | undefined {
    const most = lengthOf(key);
    if (most > this.#longest) return undefined;
    const found = this.#prefixes.filter((prefix) => prefix.length <= most && covers(prefix, key));
    return found.reduce<Prefix | undefined>(
      (best, each) => (best && best.length > each.length ? best : each),
      undefined,
    )?.value;
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if (flags > BPF_EXIST || lengthOf(key) > this.#longest) return "EINVAL";
    const old = this.#find(key);
    if (old && flags === BPF_NOEXIST) return "EEXIST";
    if (!old && flags === BPF_EXIST) return "ENOENT";
    if (!old && this.#prefixes.length >= this.definition.maxEntries) return "ENOSPC";
    const region = this.newValue(`${this.name} element ${this.#created++}`);
    this.copyValue(region, value);
    const others = this.#prefixes.filter((each) => each !== old);
    this.#prefixes = [...others, { key, length: lengthOf(key), value: region }].sort(compareInPostorder);
    return undefined;
  }

  override delete(key: Uint8Array): MapResult {
    if (lengthOf(key) > this.#longest) return "EINVAL";
    const old = this.#find(key);
    if (!old) return "ENOENT";
    this.#prefixes = this.#prefixes.filter((each) => each !== old);
    return undefined;
  }

  override *entries(): Generator<MapEntry> {
    for (const { key, value } of this.#prefixes) yield { key, value: value.bytes.slice() };
  }

  #find(key: Uint8Array): Prefix | undefined {
    return this.#prefixes.find((prefix) => prefix.length === lengthOf(key) && covers(prefix, key));
  }
}

export const lpmTrie: MapType = {
  name: "BPF_MAP_TYPE_LPM_TRIE",
  notModelled: [],
  /** trie_alloc. */
  check(definition) {
    const { maxEntries, keySize, valueSize } = definition;
    if (!hasFlag(definition, "BPF_F_NO_PREALLOC")) return invalid("it needs BPF_F_NO_PREALLOC");
    const dataBytes = keySize - HEAD_BYTES;
    if (dataBytes < 1 || dataBytes > MOST_DATA_BYTES)
      return invalid(`its key must have ${HEAD_BYTES + 1} to ${HEAD_BYTES + MOST_DATA_BYTES} bytes`);
    if (maxEntries === 0 || valueSize === 0) return invalid("it needs max_entries and a value");
    if (valueSize > LARGEST_ALLOCATION - MOST_DATA_BYTES - NODE_BYTES) return invalid("its value is too large");
    return refuseFlags(definition, ["BPF_F_NO_PREALLOC", "BPF_F_NUMA_NODE", ...accessFlags]);
  },
  create: (options) => new LpmTrieMap(options),
};
