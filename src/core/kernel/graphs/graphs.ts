import type { Region } from "../../vm/memory.ts";
import type { RootStruct } from "../fields/special-field.ts";
import type { AllocatedObject } from "../objects/allocated-object.ts";
import { GraphNode } from "./graph-node.ts";
import { LinkedList } from "./linked-list.ts";
import { NodeTree } from "./node-tree.ts";

export type GraphRoot = LinkedList | NodeTree;

const roots = { bpf_list_head: LinkedList, bpf_rb_root: NodeTree } as const satisfies Record<
  RootStruct,
  new () => GraphRoot
>;

type RootOf<Kind extends RootStruct> = InstanceType<(typeof roots)[Kind]>;

/**
 * Lists and trees by where their roots stand, and the nodes of objects. The bytes of roots and nodes, which the program can't
 * read, stay zeros.
 */
export class Graphs {
  readonly #roots = new Map<Region, Map<number, GraphRoot>>();
  readonly #nodes = new Map<AllocatedObject, Map<number, GraphNode>>();
  /** How many callbacks that compare nodes are running. */
  comparisons = 0;

  /** `region` is memory of its own, no view. */
  root<Kind extends RootStruct>(kind: Kind, region: Region, offset: number): RootOf<Kind> {
    const known = entry(this.#roots, region);
    const root = known.get(offset) ?? new roots[kind]();
    known.set(offset, root);
    return root as RootOf<Kind>;
  }

  node(object: AllocatedObject, offset: number): GraphNode {
    const known = entry(this.#nodes, object);
    const node = known.get(offset) ?? new GraphNode(object, offset);
    known.set(offset, node);
    return node;
  }
}

function entry<Key, Value>(maps: Map<Key, Map<number, Value>>, key: Key): Map<number, Value> {
  const known = maps.get(key) ?? new Map<number, Value>();
  maps.set(key, known);
  return known;
}
