import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import type { Cgroup } from "./cgroup.ts";
import type { CgroupHierarchy } from "./cgroup-hierarchy.ts";
import { possibleCpus, writeMask } from "./cpu-bits.ts";
import type { OpenFile } from "./files.ts";
import { MemoryMap } from "./memory-map.ts";
import { structType } from "./struct-access.ts";

/** A process as a scenario describes it. */
export interface TaskDescription {
  readonly comm: string;
  readonly pid: number;
  readonly cgroup: Cgroup;
  readonly isKernelThread?: boolean;
}

/** The process that runs the trigger, and what is called so while a program is test-run. */
const CURRENT = { comm: "trigger", pid: 1000 } as const;

/** Of what a scenario gives no pid; those below are for the ones that it gives. */
const FIRST_FREE_PID = 5000;

/** Of the kernel's threads (include/linux/sched.h, v7.3). */
export const PF_KTHREAD = 0x0020_0000;

/** _NSIG (include/uapi/asm-generic/signal.h, v7.3). */
export const LAST_SIGNAL = 64;

const KERNEL_THREAD = "kthreadd";
const KERNEL_THREAD_PID = 2;

/** Processes that every machine has, by their pids: the first one, and the kernel's thread that starts its threads. */
const ofEveryMachine: ReadonlyMap<number, { readonly comm: string; readonly isKernelThread: boolean }> = new Map([
  [1, { comm: "init", isKernelThread: false }],
  [KERNEL_THREAD_PID, { comm: KERNEL_THREAD, isKernelThread: true }],
]);

/** What leads from a task to its cgroup: struct css_set. */
function cssSet(kernel: Kernel, comm: string, cgroup: Cgroup): BtfObject {
  const set = new BtfObject(kernel, `css_set of ${comm}`, structType(kernel.btf, "css_set"));
  set.setPointer("dfl_cgrp", cgroup);
  set.setPointer("dom_cset", set);
  return set;
}

/** What the threads of a process share: struct signal_struct. */
function signalStruct(kernel: Kernel, comm: string): BtfObject {
  const signal = new BtfObject(kernel, `signal_struct of ${comm}`, structType(kernel.btf, "signal_struct"));
  signal.set("nr_threads", 1);
  signal.set("live.counter", 1);
  return signal;
}

/** A thread: struct task_struct. Members that a scenario does not give are zero. */
export class Task extends BtfObject {
  readonly comm: string;
  readonly pid: number;
  readonly leader: Task;
  readonly cgroup: Cgroup;
  /** In hierarchies of version 1, where it is not in their root. */
  readonly #others = new Map<CgroupHierarchy, Cgroup>();
  readonly signal: BtfObject;
  readonly cssSet: BtfObject;
  /** That of the whole process; the kernel's threads have none. */
  readonly memory: MemoryMap | undefined;

  constructor(kernel: Kernel, { comm, pid, cgroup, isKernelThread = false }: TaskDescription, leader?: Task) {
    super(kernel, leader ? `task ${comm}/${pid}` : `task ${comm}`, structType(kernel.btf, "task_struct"));
    this.comm = comm;
    this.pid = pid;
    this.leader = leader ?? this;
    this.cgroup = cgroup;
    this.signal = leader?.signal ?? signalStruct(kernel, comm);
    this.cssSet = leader?.cssSet ?? cssSet(kernel, comm, cgroup);
    this.memory = isKernelThread ? undefined : (leader?.memory ?? new MemoryMap(kernel, comm));
    if (isKernelThread) this.set("flags", PF_KTHREAD);
    if (this.memory) this.setPointer("mm", this.memory);
    this.memory?.setPointer("exe_file", kernel.files.executable);
    this.set("pid", pid);
    this.set("tgid", this.leader.pid);
    const name = new Uint8Array(this.sizeOf("comm"));
    name.set(new TextEncoder().encode(comm).subarray(0, name.length - 1));
    this.setBytes("comm", name);
    this.setPointer("group_leader", this.leader);
    this.setPointer("signal", this.signal);
    this.setPointer("cgroups", this.cssSet);
    this.#allowAllCpus();
  }

  /** Linux lets `cpus_ptr` point to `cpus_mask`; here to a mask that is equal. */
  #allowAllCpus(): void {
    const { kernel } = this;
    const allowed = new BtfObject(kernel, `cpus_ptr of ${this.comm}`, structType(kernel.btf, "cpumask"));
    writeMask(kernel, { region: allowed.region, object: allowed }, possibleCpus(kernel));
    this.set("nr_cpus_allowed", kernel.cpus.possible);
    this.setBytes("cpus_mask", allowed.bytes("bits"));
    this.setPointer("cpus_ptr", allowed);
  }

  /** The file that the process executes; the kernel's threads execute none. */
  get executable(): OpenFile | undefined {
    return this.memory && this.kernel.files.executable;
  }

  /** The process enters a cgroup of a hierarchy of version 1. */
  enter(cgroup: Cgroup): void {
    this.leader.#others.set(cgroup.hierarchy, cgroup);
  }

  /** The one cgroup of a hierarchy that the task is in. */
  cgroupIn(hierarchy: CgroupHierarchy): Cgroup {
    return hierarchy === this.cgroup.hierarchy ? this.cgroup : (this.leader.#others.get(hierarchy) ?? hierarchy.root);
  }

  setParent(parent: Task): void {
    this.setPointer("real_parent", parent);
    this.setPointer("parent", parent);
  }
}

/** The processes of the machine, as far as a scenario tells of them. */
export class Tasks {
  readonly #kernel: Kernel;
  readonly #processes = new Map<string, Task>();
  readonly #byPid = new Map<number, Task>();
  readonly #ofMachine = new Map<number, Task>();
  #nextPid = FIRST_FREE_PID;
  /** What turned interrupts off while a signal was left to be sent when they are on again. */
  #signalBehind: object | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Made when it is first asked for. */
  get current(): Task {
    const known = this.#byPid.get(CURRENT.pid);
    return known ?? this.#keep(new Task(this.#kernel, { ...CURRENT, cgroup: this.#kernel.cgroups.ofTrigger }));
  }

  /** A process of so many threads, in the trigger's cgroup where none is given. */
  add(comm: string, pid: number | undefined, more: { readonly threads?: number; readonly cgroup?: Cgroup } = {}): Task {
    const { threads = 1, cgroup = this.#kernel.cgroups.ofTrigger } = more;
    const process = this.#keep(new Task(this.#kernel, { comm, pid: pid ?? this.#nextPid++, cgroup }));
    process.setParent(this.current);
    for (let count = 1; count < threads; count++) {
      const thread = this.#keep(new Task(this.#kernel, { comm, pid: this.#nextPid++, cgroup }, process));
      thread.setParent(this.current);
    }
    process.signal.set("nr_threads", threads);
    process.signal.set("live.counter", threads);
    this.#processes.set(comm, process);
    return process;
  }

  named(comm: string): Task | undefined {
    if (comm === KERNEL_THREAD) return this.withPid(KERNEL_THREAD_PID);
    return comm === CURRENT.comm ? this.current : this.#processes.get(comm);
  }

  withPid(pid: number): Task | undefined {
    return pid === CURRENT.pid ? this.current : (this.#byPid.get(pid) ?? this.#ofEveryMachine(pid));
  }

  /** False where another signal waits for interrupts to be on again: there is one place to wait (send_signal_work, bpf_trace.c, v7.3). */
  leaveSignal(): boolean {
    const off = this.#kernel.irqFlags.first;
    if (off !== undefined && off === this.#signalBehind) return false;
    this.#signalBehind = off;
    return true;
  }

  /** Every thread, by its pid: as iterators visit them. */
  get all(): readonly Task[] {
    const { current } = this;
    return [...new Set([current, ...this.#byPid.values()])].sort((left, right) => left.pid - right.pid);
  }

  /** Every thread, as they were started: as the kernel's list has them. */
  get started(): readonly Task[] {
    return [...new Set([this.current, ...this.#byPid.values()])];
  }

  /** Made when it is first asked for; no iterator visits it. */
  #ofEveryMachine(pid: number): Task | undefined {
    const description = ofEveryMachine.get(pid);
    const known = this.#ofMachine.get(pid);
    if (known || !description) return known;
    const task = new Task(this.#kernel, { ...description, pid, cgroup: this.#kernel.cgroups.root });
    this.#ofMachine.set(pid, task);
    return task;
  }

  #keep(task: Task): Task {
    this.#byPid.set(task.pid, task);
    return task;
  }
}
