import { fromHex, toHex } from "../../bytes/hex.ts";
import type { Region } from "../../vm/memory.ts";
import { hasFlag, type MapFlag, refuseFlags } from "./flags.ts";
import { checkExistence, checkHash, hashFlags, ORDER } from "./hash.ts";
import { LruList, LruNode } from "./lru-list.ts";
import { BPF_EXIST, KernelMap, type MapElement, type MapEntry, type MapOptions, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { PerCpuValue } from "./per-cpu-value.ts";

/** Elements of an LRU map that the model takes: it keeps a node for each. */
const MOST_ELEMENTS = 65_536;

const keyOf = (name: string): Uint8Array => fromHex(name) ?? new Uint8Array(0);

class Element extends LruNode {
  key = "";
  isLinked = false;
  value: PerCpuValue | undefined;
}

/**
 * kernel/bpf/hashtab.c, v7.3. A look-up marks an element as referenced. Values are per CPU, or the same one everywhere;
 * only per-CPU ones are updated in place.
 */
class LruHashMap extends KernelMap {
  readonly #elements = new Map<string, Element>();
  readonly #lru: LruList;
  readonly #isPerCpu: boolean;
  #created = 0;

  constructor(options: MapOptions, isPerCpu: boolean) {
    super(options);
    this.#isPerCpu = isPerCpu;
    const nodes = Array.from({ length: options.definition.maxEntries }, () => new Element());
    this.#lru = new LruList(nodes, this.kernel.cpus.possible, (node) => this.#unlink(node as Element));
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.#referenced(key)?.current;
  }

  override lookupOnCpu(key: Uint8Array, cpu: number): Region | undefined {
    return this.#isPerCpu ? this.#referenced(key)?.on(cpu) : this.refuse("bpf_map_lookup_percpu_elem");
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if (flags > BPF_EXIST) return "EINVAL";
    const name = toHex(key);
    const spare = this.#isPerCpu && flags === BPF_EXIST ? undefined : this.#pop(name);
    const old = this.#elements.get(name);
    const refused = checkExistence(old !== undefined, flags);
    if (refused || (old && this.#isPerCpu)) {
      if (!refused && old?.value) {
        old.isReferenced = true;
        this.copyValue(old.value.current, value);
      }
      if (spare) this.#lru.push(spare);
      return refused;
    }
    if (!spare?.value) return "ENOMEM";
    if (this.#isPerCpu) for (const { bytes } of spare.value.all) bytes.fill(0);
    this.copyValue(spare.value.current, value);
    if (old) {
      spare.isReferenced = true;
      this.#unlink(old);
    }
    this.#elements.set(name, spare);
    spare.isLinked = true;
    if (old) this.#lru.push(old);
    return undefined;
  }

  override delete(key: Uint8Array): MapResult {
    const old = this.#elements.get(toHex(key));
    if (!old) return "ENOENT";
    this.#unlink(old);
    this.#lru.push(old);
    return undefined;
  }

  override get elementCount(): number {
    return this.#elements.size;
  }

  override *elements(): Generator<MapElement> {
    for (const [name, { value }] of [...this.#elements]) if (value) yield { key: keyOf(name), value: value.current };
  }

  override *entries(): Generator<MapEntry> {
    for (const [name, { value }] of this.#elements) {
      if (!value) continue;
      yield { key: keyOf(name), value: this.#isPerCpu ? value.forUser() : this.valueForUser(value.current) };
    }
  }

  #referenced(key: Uint8Array): PerCpuValue | undefined {
    const element = this.#elements.get(toHex(key));
    if (element) element.isReferenced = true;
    return element?.value;
  }

  /** Memory of an element stays where it is, so a pointer to the value of one that was evicted leads to its successor. */
  #pop(key: string): Element | undefined {
    const element = this.#lru.pop() as Element | undefined;
    if (!element) return undefined;
    element.key = key;
    element.value ??= this.#newValue();
    return element;
  }

  #newValue(): PerCpuValue {
    const name = `${this.name} element ${this.#created++}`;
    if (this.#isPerCpu) return new PerCpuValue(this.kernel, (cpu) => this.newValue(`${name} on CPU ${cpu}`));
    const value = this.newValue(name);
    return new PerCpuValue(this.kernel, () => value);
  }

  #unlink(element: Element): boolean {
    if (!element.isLinked) return false;
    element.isLinked = false;
    this.#elements.delete(element.key);
    for (const value of element.value?.all ?? []) this.cancelFields(value);
    return true;
  }
}

const notModelled = [
  ORDER,
  "Eviction with more than one CPU: each has lists of its own in Linux.",
  "BPF_F_NO_COMMON_LRU.",
];

/** htab_map_alloc_check: it has no elements that are allocated one by one, or for a node where each CPU has its list. */
const check =
  (isPerCpu: boolean): MapType["check"] =>
  (definition) => {
    const flags: MapFlag[] = [...hashFlags, "BPF_F_NO_COMMON_LRU"];
    const unknown = refuseFlags(definition, flags);
    if (unknown) return unknown;
    if (hasFlag(definition, "BPF_F_NO_PREALLOC")) return { errno: "ENOTSUPP", why: "it can't have BPF_F_NO_PREALLOC" };
    return checkHash(definition, flags, isPerCpu || hasFlag(definition, "BPF_F_NO_COMMON_LRU"));
  };

const unmodelled: MapType["unmodelled"] = (definition) => {
  if (hasFlag(definition, "BPF_F_NO_COMMON_LRU")) return "BPF_F_NO_COMMON_LRU";
  return definition.maxEntries > MOST_ELEMENTS ? `LRU maps of more than ${MOST_ELEMENTS} elements` : undefined;
};

export const lruHash: MapType = {
  name: "BPF_MAP_TYPE_LRU_HASH",
  notModelled,
  check: check(false),
  unmodelled,
  create: (options) => new LruHashMap(options, false),
};

export const lruPerCpuHash: MapType = {
  name: "BPF_MAP_TYPE_LRU_PERCPU_HASH",
  notModelled,
  check: check(true),
  unmodelled,
  create: (options) => new LruHashMap(options, true),
};
