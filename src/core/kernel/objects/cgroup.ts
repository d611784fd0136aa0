import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import type { CgroupHierarchy } from "./cgroup-hierarchy.ts";
import { structType } from "./struct-access.ts";
import { Xattrs } from "./xattrs.ts";

/** INT_MAX: no limit (init_cgroup_housekeeping, kernel/cgroup/cgroup.c, v7.3). */
const UNLIMITED = 0x7fff_ffff;
const POINTER_BYTES = 8;

/** What the last part of a path is; the root's name is empty (kernfs_create_root, fs/kernfs/dir.c, v7.3). */
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The file of the cgroup file system that a cgroup is: its id is the cgroup's. */
function kernfsNode(kernel: Kernel, path: string, id: number, parent: BtfObject | null): BtfObject {
  const node = new BtfObject(kernel, `kernfs_node ${path}`, structType(kernel.btf, "kernfs_node"));
  node.set("id", id);
  node.setText("name", nameOf(path));
  node.setPointer("__parent", parent);
  return node;
}

/** A cgroup: struct cgroup. */
export class Cgroup extends BtfObject {
  readonly hierarchy: CgroupHierarchy;
  readonly path: string;
  readonly id: number;
  readonly level: number;
  readonly parent: Cgroup | undefined;
  readonly node: BtfObject;
  /** What a scenario wrote to the cgroup's files, by their names. No limit is kept: nothing but this has it. */
  readonly values = new Map<string, string>();
  xattrs = new Xattrs();

  constructor(hierarchy: CgroupHierarchy, path: string, id: number, parent: Cgroup | undefined) {
    const { kernel } = hierarchy;
    const level = parent ? parent.level + 1 : 0;
    super(kernel, `cgroup ${path}`, structType(kernel.btf, "cgroup"), { trailing: level * POINTER_BYTES });
    this.hierarchy = hierarchy;
    this.path = path;
    this.id = id;
    this.level = level;
    this.parent = parent;
    this.node = kernfsNode(kernel, path, id, parent?.node ?? null);
    this.setPointer("root", hierarchy.struct);
    this.setPointer("kn", this.node);
    this.setPointer("self.cgroup", this);
    this.setPointer("dom_cgrp", this);
    this.set("level", level);
    this.set("max_depth", UNLIMITED);
    this.set("max_descendants", UNLIMITED);
    for (const ancestor of this.lineage) this.setElement("ancestors", ancestor.level, ancestor);
    for (let each = parent; each; each = each.parent) each.set("nr_descendants", each.number("nr_descendants") + 1);
  }

  /** The cgroup, its parent, and so on up to the root. */
  get lineage(): readonly Cgroup[] {
    return [this, ...(this.parent?.lineage ?? [])];
  }

  ancestor(level: number): Cgroup | undefined {
    return this.lineage.find((each) => each.level === level);
  }

  isDescendantOf(other: Cgroup): boolean {
    return this.lineage.includes(other);
  }
}
