/** LOCAL_FREE_TARGET and LOCAL_NR_SCANS (kernel/bpf/bpf_lru_list.c, v7.3). */
const LARGEST_TARGET = 128;
const MOST_SCANNED = 128;

type ListName = "active" | "inactive" | "free" | "local-free" | "pending";

/** An element of an LRU map. */
export class LruNode {
  /** It was looked up or updated since it was last considered for eviction. */
  isReferenced = false;
  list: ListName = "free";
}

/**
 * The lists by which an LRU map decides what to evict (kernel/bpf/bpf_lru_list.c, v7.3, common lists), of a machine with
 * one CPU. Lists run from head to tail. `evict` takes a node's element out of the hash; it says whether it was in it.
 */
export class LruList {
  readonly #lists: Record<ListName, LruNode[]> = { active: [], inactive: [], free: [], "local-free": [], pending: [] };
  readonly #target: number;
  readonly #evict: (node: LruNode) => boolean;
  /** Where the next rotation of the inactive list starts; the list's own head where undefined. */
  #rotation: LruNode | undefined;

  constructor(nodes: readonly LruNode[], possibleCpus: number, evict: (node: LruNode) => boolean) {
    this.#lists.free = [...nodes].reverse();
    this.#target = Math.min(LARGEST_TARGET, Math.max(1, Math.floor(nodes.length / possibleCpus / 2)));
    this.#evict = evict;
  }

  /** bpf_common_lru_pop_free: a free node, if need be by evicting. */
  pop(): LruNode | undefined {
    let node = this.#lists["local-free"].pop();
    if (!node) {
      this.#refill();
      node = this.#lists["local-free"].pop();
    }
    node ??= this.#stealPending();
    if (!node) return undefined;
    node.isReferenced = false;
    node.list = "pending";
    this.#lists.pending.unshift(node);
    return node;
  }

  /** bpf_common_lru_push_free: the element of a node was deleted. */
  push(node: LruNode): void {
    if (node.list === "pending") {
      this.#remove(node);
      node.list = "local-free";
      node.isReferenced = false;
      this.#lists["local-free"].push(node);
    } else this.#move(node, "free");
  }

  #remove(node: LruNode): void {
    const list = this.#lists[node.list];
    const at = list.indexOf(node);
    if (node === this.#rotation) this.#rotation = at > 0 ? list[at - 1] : undefined;
    list.splice(at, 1);
  }

  #move(node: LruNode, to: ListName): void {
    this.#remove(node);
    node.isReferenced = false;
    node.list = to;
    this.#lists[to].unshift(node);
  }

  /** bpf_lru_list_pop_free_to_local. */
  #refill(): void {
    for (const node of [...this.#lists.pending].reverse()) this.#move(node, node.isReferenced ? "active" : "inactive");
    this.#rotate();
    const taken = this.#lists.free.slice(0, this.#target);
    for (const node of taken) this.#remove(node);
    const harvested = [...taken].reverse();
    if (taken.length < this.#target) harvested.unshift(...this.#shrink(this.#target - taken.length));
    for (const node of harvested) {
      node.list = "local-free";
      this.#lists["local-free"].push(node);
    }
  }

  #rotate(): void {
    if (this.#lists.inactive.length < this.#lists.active.length) this.#rotateActive();
    this.#rotateInactive();
  }

  #rotateActive(): void {
    const scanned = [...this.#lists.active].reverse().slice(0, MOST_SCANNED);
    for (const node of scanned) this.#move(node, node.isReferenced ? "active" : "inactive");
  }

  #rotateInactive(): void {
    const { inactive } = this.#lists;
    if (inactive.length === 0) return;
    // The ring of the list with its head, which stands before the first node; `prev` runs towards the head.
    const ring: (LruNode | undefined)[] = [undefined, ...inactive];
    const start = ring.indexOf(this.#rotation);
    let last = (start + 1) % ring.length;
    if (ring[last] === undefined) last = (last + 1) % ring.length;
    let at = start;
    let next: LruNode | undefined;
    for (let scanned = 0; scanned < MOST_SCANNED; ) {
      const node = ring[at];
      const previous = (at - 1 + ring.length) % ring.length;
      if (node === undefined) {
        at = previous;
        continue;
      }
      next = ring[previous];
      if (node.isReferenced) this.#move(node, "active");
      if (at === last) break;
      at = previous;
      scanned++;
    }
    this.#rotation = next;
  }

  /** __bpf_lru_list_shrink: evicts at most so many; of referenced ones only one, where there is no other. */
  #shrink(most: number): LruNode[] {
    const harvested: LruNode[] = [];
    for (const node of [...this.#lists.inactive].reverse().slice(0, MOST_SCANNED)) {
      if (node.isReferenced) this.#move(node, "active");
      else if (this.#evict(node)) {
        this.#remove(node);
        harvested.unshift(node);
        if (harvested.length === most) break;
      }
    }
    if (harvested.length > 0) return harvested;
    const forced = this.#lists.inactive.length > 0 ? this.#lists.inactive : this.#lists.active;
    const victim = [...forced].reverse().find((node) => this.#evict(node));
    if (!victim) return [];
    this.#remove(victim);
    return [victim];
  }

  /** __local_list_pop_pending: the oldest that is not referenced, or else the oldest. */
  #stealPending(): LruNode | undefined {
    const oldest = [...this.#lists.pending].reverse();
    const node =
      oldest.find((each) => !each.isReferenced && this.#evict(each)) ?? oldest.find((each) => this.#evict(each));
    if (node) this.#remove(node);
    return node;
  }
}
