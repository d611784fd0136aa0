import type { TypeId } from "./types.ts";

/** What a walk does with the types it meets. */
export interface Visitor {
  readonly children: (id: TypeId) => readonly TypeId[];
  /** The type is reached from itself; the walk goes on as though the edge were not there. */
  readonly cycle?: (id: TypeId) => void;
  /** All children have been left. */
  readonly leave: (id: TypeId) => void;
}

/** Visits everything reachable from the roots once, children before parents, without recursion. */
export function walkPostOrder(roots: Iterable<TypeId>, visitor: Visitor): void {
  const state = new Map<TypeId, "open" | "done">();
  const stack: { readonly id: TypeId; readonly children: readonly TypeId[]; next: number }[] = [];
  const enter = (id: TypeId) => {
    state.set(id, "open");
    stack.push({ id, children: visitor.children(id), next: 0 });
  };
  for (const root of roots) {
    if (!state.has(root)) enter(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const child = top.children[top.next++];
      if (child === undefined) {
        state.set(top.id, "done");
        visitor.leave(top.id);
        stack.pop();
      } else if (!state.has(child)) enter(child);
      else if (state.get(child) === "open") visitor.cycle?.(child);
    }
  }
}
