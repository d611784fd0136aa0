import type { AllocatedObject } from "../objects/allocated-object.ts";
import type { GraphRoot } from "./graphs.ts";
import type { TreeLinks } from "./red-black-tree.ts";

/** A bpf_list_node or bpf_rb_node of an allocated object. */
export class GraphNode implements TreeLinks<GraphNode> {
  readonly object: AllocatedObject;
  /** In the object, in bytes. */
  readonly offset: number;
  /** What it hangs in. */
  owner: GraphRoot | undefined;
  parent: GraphNode | undefined;
  left: GraphNode | undefined;
  right: GraphNode | undefined;
  isRed = false;

  constructor(object: AllocatedObject, offset: number) {
    this.object = object;
    this.offset = offset;
  }
}
