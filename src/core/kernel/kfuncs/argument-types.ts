import type { Region } from "../../vm/memory.ts";
import type { GraphNode } from "../graphs/graph-node.ts";
import type { LinkedList } from "../graphs/linked-list.ts";
import type { NodeTree } from "../graphs/node-tree.ts";
import type { KernelMap } from "../maps/map.ts";
import type { AllocatedObject } from "../objects/allocated-object.ts";
import type { BpfCpumask } from "../objects/bpf-cpumask.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import type { Cgroup } from "../objects/cgroup.ts";
import type { Dynptr } from "../objects/dynptr.ts";
import type { OpenIterator } from "../objects/iterators.ts";
import type { PerCpuObject } from "../objects/per-cpu-object.ts";
import type { ProgramStruct } from "../objects/program-struct.ts";
import type { SkBuff } from "../objects/sk-buff.ts";
import type { Lock } from "../objects/spin-locks.ts";
import type { StackPlace } from "../objects/stack-place.ts";
import type { Task } from "../objects/tasks.ts";
import type { XdpBuff } from "../objects/xdp-buff.ts";
import type { XfrmState } from "../objects/xfrm-state.ts";

/** The kernel objects that have a class of their own, by their struct. */
interface ObjectClasses {
  readonly bpf_cpumask: BpfCpumask;
  readonly cgroup: Cgroup;
  /** Of a cgroup: `self`. */
  readonly cgroup_subsys_state: Cgroup;
  readonly task_struct: Task;
  readonly xfrm_state: XfrmState;
}

/** What stands behind the context pointers of program types, by the struct that the program sees. */
interface ContextClasses {
  readonly xdp_md: XdpBuff;
  readonly __sk_buff: SkBuff;
}

export type ObjectOf<Struct extends string> = Struct extends keyof ObjectClasses ? ObjectClasses[Struct] : BtfObject;

/** A pointer to a kernel object: the region that the program's pointer leads to, and the object itself. */
export interface ObjectPointer<Struct extends string = string> {
  readonly region: Region;
  readonly object: ObjectOf<Struct>;
  /** Where in the object the struct stands; 0 where it is absent. */
  readonly offset?: number;
}

export type ContextPointer<Struct extends string> = Struct extends keyof ContextClasses
  ? ContextClasses[Struct]
  : Region;

/** A pointer to the program's memory that is no struct; its size is in the next argument or that of its type. */
export interface MemoryPointer {
  readonly address: bigint;
  read(size: number): Uint8Array;
  write(bytes: Uint8Array): void;
  /** Lets the program reach `size` bytes of it through the pointer that is returned. */
  view(size: number, name: string, writable: boolean): ReturnedMemory;
}

/** A pointer to a struct in the program's memory. */
export type StructPointer<_Struct extends string> = ProgramStruct;

export type DynptrPointer = Dynptr;

/** A slot of the stack for the interrupt state. */
export type IrqFlagPointer = StackPlace;

export type LockPointer = Lock;
export type MapPointer = KernelMap;

/** A pointer to an object that the program allocated. */
export interface AllocatedPointer {
  readonly region: Region;
  readonly object: AllocatedObject | PerCpuObject;
}

/** The same to one that counts references. */
export interface RefcountedPointer {
  readonly region: Region;
  readonly object: AllocatedObject;
}

/** What hangs from the root that a pointer leads to. */
export type RootPointer<Struct extends "bpf_list_head" | "bpf_rb_root"> = Struct extends "bpf_list_head"
  ? LinkedList
  : NodeTree;

/** A pointer to the node in an object; `region` is the view by which the program knows the object. */
export interface NodePointer {
  readonly region: Region;
  readonly node: GraphNode;
}

/** A node in an object, as the program gets it. */
export interface ReturnedNode {
  readonly region: Region;
  readonly offset: number;
}
export type IteratorPointer = OpenIterator;

/** Memory that the program may reach through the pointer returned. */
export interface ReturnedMemory {
  readonly region: Region;
  /** Where in the region; 0 where it is absent. */
  readonly offset?: number;
}
