import type { Kernel } from "../kernel.ts";
import { Cgroup } from "./cgroup.ts";
import { KnownObject } from "./known-object.ts";

/** MAX_CGROUP_ROOT_NAMELEN (kernel/cgroup/cgroup-internal.h, v7.3). */
const NAME_BYTES = 64;

const parentPath = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";

/** A tree of cgroups, by path: the unified one of version 2, or one of version 1. The root's id is 1, as in Linux; others are counted up. */
export class CgroupHierarchy {
  readonly kernel: Kernel;
  /** 0 of the unified hierarchy. */
  readonly id: number;
  /** Empty of the unified hierarchy. */
  readonly name: string;
  /** struct cgroup_root. */
  readonly struct: KnownObject;
  readonly #byPath = new Map<string, Cgroup>();

  constructor(kernel: Kernel, id: number, name: string) {
    this.kernel = kernel;
    this.id = id;
    this.name = name;
    const text = new Uint8Array(NAME_BYTES);
    text.set(new TextEncoder().encode(name));
    const members = () => ({ hierarchy_id: id, name: text });
    this.struct = new KnownObject(kernel, { name: `cgroup_root ${name}`.trim(), struct: "cgroup_root", members });
  }

  get root(): Cgroup {
    return this.#known("/", undefined);
  }

  /** Undefined where its parent is not there. */
  add(path: string): Cgroup | undefined {
    const parent = parentPath(path) === "/" ? this.root : this.named(parentPath(path));
    return parent && this.#known(path, parent);
  }

  named(path: string): Cgroup | undefined {
    return this.#byPath.get(path);
  }

  /** In the order in which they were made. */
  get all(): readonly Cgroup[] {
    return [...this.#byPath.values()];
  }

  #known(path: string, parent: Cgroup | undefined): Cgroup {
    const cgroup = this.named(path) ?? new Cgroup(this, path, this.#byPath.size + 1, parent);
    this.#byPath.set(path, cgroup);
    return cgroup;
  }
}
