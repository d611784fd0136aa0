import type { Kernel } from "../kernel.ts";
import type { Cgroup } from "./cgroup.ts";
import { CgroupHierarchy } from "./cgroup-hierarchy.ts";

/** Where the trigger's process is, in the guests and here. */
const OF_TRIGGER = "/job";

/** Cgroups by path: those of the unified hierarchy, and hierarchies of version 1 beside it. */
export class Cgroups {
  readonly #kernel: Kernel;
  #unified: CgroupHierarchy | undefined;
  readonly #others: CgroupHierarchy[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get unified(): CgroupHierarchy {
    this.#unified ??= new CgroupHierarchy(this.#kernel, 0, "");
    return this.#unified;
  }

  /** A hierarchy of version 1. Ids count from 1, in the order of mounting (cgroup_init_root_id, kernel/cgroup/cgroup.c, v7.3). */
  addHierarchy(name: string): CgroupHierarchy {
    const hierarchy = new CgroupHierarchy(this.#kernel, this.#others.length + 1, name);
    this.#others.push(hierarchy);
    return hierarchy;
  }

  /** Hierarchies of version 1. */
  get hierarchies(): readonly CgroupHierarchy[] {
    return this.#others;
  }

  get root(): Cgroup {
    return this.unified.root;
  }

  /** The cgroup of the trigger's process. */
  get ofTrigger(): Cgroup {
    return this.unified.add(OF_TRIGGER) ?? this.root;
  }

  /** Undefined where its parent is not there. */
  add(path: string): Cgroup | undefined {
    return this.unified.add(path);
  }

  named(path: string): Cgroup | undefined {
    return this.unified.named(path);
  }

  withId(id: number): Cgroup | undefined {
    return this.all.find((each) => each.id === id);
  }

  /** Of the unified hierarchy, in the order in which they were made, the root first. */
  get all(): readonly Cgroup[] {
    const { root, ofTrigger, unified } = this;
    return [...new Set([root, ofTrigger, ...unified.all])];
  }

  childrenOf(cgroup: Cgroup): readonly Cgroup[] {
    const siblings = cgroup.hierarchy === this.unified ? this.all : cgroup.hierarchy.all;
    return siblings.filter(({ parent }) => parent === cgroup);
  }
}
