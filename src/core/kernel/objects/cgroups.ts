import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";
import { Xattrs } from "./xattrs.ts";

/** Where the trigger's process is, in the guests and here. */
const OF_TRIGGER = "/job";

/** INT_MAX: no limit (init_cgroup_housekeeping, kernel/cgroup/cgroup.c, v7.3). */
const UNLIMITED = 0x7fff_ffff;
const POINTER_BYTES = 8;

/** What the last part of a path is; the root's name is empty (kernfs_create_root, fs/kernfs/dir.c, v7.3). */
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export const parentPath = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";

/** The file of the cgroup file system that a cgroup is: its id is the cgroup's. */
function kernfsNode(kernel: Kernel, path: string, id: number, parent: BtfObject | null): BtfObject {
  const node = new BtfObject(kernel, `kernfs_node ${path}`, structType(kernel.btf, "kernfs_node"));
  node.set("id", id);
  node.setText("name", nameOf(path));
  node.setPointer("__parent", parent);
  return node;
}

/** A cgroup of the hierarchy of version 2: struct cgroup. */
export class Cgroup extends BtfObject {
  readonly path: string;
  readonly id: number;
  readonly level: number;
  readonly parent: Cgroup | undefined;
  readonly node: BtfObject;
  /** What a scenario wrote to the cgroup's files, by their names. No limit is kept: nothing but this has it. */
  readonly values = new Map<string, string>();
  xattrs = new Xattrs();

  constructor(kernel: Kernel, path: string, id: number, parent: Cgroup | undefined) {
    const level = parent ? parent.level + 1 : 0;
    super(kernel, `cgroup ${path}`, structType(kernel.btf, "cgroup"), { trailing: level * POINTER_BYTES });
    this.path = path;
    this.id = id;
    this.level = level;
    this.parent = parent;
    this.node = kernfsNode(kernel, path, id, parent?.node ?? null);
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

/** Cgroups by path. The root's id is 1, as in Linux; those of others are counted up. */
export class Cgroups {
  readonly #kernel: Kernel;
  readonly #byPath = new Map<string, Cgroup>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get root(): Cgroup {
    return this.#known("/", undefined);
  }

  /** The cgroup of the trigger's process. */
  get ofTrigger(): Cgroup {
    return this.named(OF_TRIGGER) ?? this.#known(OF_TRIGGER, this.root);
  }

  /** Undefined where its parent is not there. */
  add(path: string): Cgroup | undefined {
    const parent = parentPath(path) === "/" ? this.root : this.named(parentPath(path));
    return parent && this.#known(path, parent);
  }

  named(path: string): Cgroup | undefined {
    return this.#byPath.get(path);
  }

  withId(id: number): Cgroup | undefined {
    return this.all.find((each) => each.id === id);
  }

  /** In the order in which they were made, the root first. */
  get all(): readonly Cgroup[] {
    return [this.root, this.ofTrigger, ...this.#byPath.values()].filter(
      (each, index, every) => every.indexOf(each) === index,
    );
  }

  childrenOf(cgroup: Cgroup): readonly Cgroup[] {
    return this.all.filter(({ parent }) => parent === cgroup);
  }

  #known(path: string, parent: Cgroup | undefined): Cgroup {
    const cgroup = this.named(path) ?? new Cgroup(this.#kernel, path, this.#byPath.size + 1, parent);
    this.#byPath.set(path, cgroup);
    return cgroup;
  }
}
