import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** A process as a scenario describes it. */
export interface TaskDescription {
  readonly comm: string;
  readonly pid: number;
}

/** The process that runs the trigger, and what is called so while a program is test-run. */
const CURRENT: TaskDescription = { comm: "trigger", pid: 1000 };

/** Of the machine itself: the idle process is not counted. */
const FIRST_FREE_PID = 1001;

/** A process of one thread: struct task_struct. Members that a scenario does not give are zero. */
export class Task extends BtfObject {
  readonly comm: string;
  readonly pid: number;

  constructor(kernel: Kernel, { comm, pid }: TaskDescription) {
    super(kernel, `task ${comm}`, structType(kernel.btf, "task_struct"));
    this.comm = comm;
    this.pid = pid;
    this.set("pid", pid);
    this.set("tgid", pid);
    const name = new Uint8Array(this.sizeOf("comm"));
    name.set(new TextEncoder().encode(comm).subarray(0, name.length - 1));
    this.setBytes("comm", name);
    this.setPointer("group_leader", this);
  }
}

/** The processes of the machine, as far as a scenario tells of them. */
export class Tasks {
  readonly #kernel: Kernel;
  readonly #byComm = new Map<string, Task>();
  #current: Task | undefined;
  #nextPid = FIRST_FREE_PID;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Made when it is first asked for. */
  get current(): Task {
    this.#current ??= new Task(this.#kernel, CURRENT);
    return this.#current;
  }

  add(comm: string, pid: number | undefined): Task {
    const task = new Task(this.#kernel, { comm, pid: pid ?? this.#nextPid++ });
    task.setPointer("real_parent", this.current);
    task.setPointer("parent", this.current);
    this.#byComm.set(comm, task);
    return task;
  }

  named(comm: string): Task | undefined {
    return this.#byComm.get(comm);
  }

  withPid(pid: number): Task | undefined {
    if (this.current.pid === pid) return this.#current;
    return [...this.#byComm.values()].find((task) => task.pid === pid);
  }
}
