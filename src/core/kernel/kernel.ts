import type { Btf } from "../btf/btf.ts";
import type { TypeId } from "../btf/types.ts";
import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import type { FaultRule } from "../vm/fault.ts";
import { FaultSignal, type FaultStatement } from "../vm/fault-signal.ts";
import type { Machine } from "../vm/machine.ts";
import type { Memory, Region } from "../vm/memory.ts";
import { AsyncWork } from "./async/async-work.ts";
import { enumerators } from "./enumerators.ts";
import { FactsContradiction } from "./facts-contradiction.ts";
import { checkCopy } from "./fields/check-copy.ts";
import { FieldPlaces } from "./fields/field-places.ts";
import { Kptrs } from "./fields/kptrs.ts";
import { ProgramTypes } from "./fields/program-types.ts";
import { Graphs } from "./graphs/graphs.ts";
import type { HelperFacts } from "./helpers/helper-facts.ts";
import type { KfuncFacts } from "./kfuncs/kfunc-facts.ts";
import type { KernelMap } from "./maps/map.ts";
import type { RedirectProgram } from "./maps/redirect-map.ts";
import type { ObjectWatch } from "./object-watch.ts";
import { Allocations } from "./objects/allocations.ts";
import type { BtfObject } from "./objects/btf-object.ts";
import { Cgroups } from "./objects/cgroups.ts";
import { Clock } from "./objects/clock.ts";
import type { ContextSocket } from "./objects/context-socket.ts";
import { Dynptrs } from "./objects/dynptr.ts";
import { Files } from "./objects/files.ts";
import { IrqFlags } from "./objects/irq-flags.ts";
import { Iterators } from "./objects/iterators.ts";
import { KernelVariable } from "./objects/kernel-variable.ts";
import { Keys } from "./objects/keys.ts";
import { Net } from "./objects/net.ts";
import type { OwnContext } from "./objects/own-context.ts";
import { type LineFinder, ProgramStreams } from "./objects/program-streams.ts";
import type { SkBuff } from "./objects/sk-buff.ts";
import type { SocketMessage } from "./objects/socket-message.ts";
import { Sockets } from "./objects/sockets.ts";
import { SpinLocks } from "./objects/spin-locks.ts";
import { StackPlace } from "./objects/stack-place.ts";
import type { Sysctl } from "./objects/sysctl.ts";
import { Tasks } from "./objects/tasks.ts";
import { UserMemory } from "./objects/user-memory.ts";
import { WalkedNulls } from "./objects/walked-nulls.ts";
import type { XdpBuff } from "./objects/xdp-buff.ts";
import { References } from "./references.ts";
import { Sections } from "./sections.ts";

export interface KernelOptions {
  readonly btf: Btf;
  readonly memory: Memory;
  readonly kfuncs: ReadonlyMap<string, KfuncFacts>;
  readonly helpers: HelperFacts;
  /** What the kernel must know of the program that it runs, and of the object that it is from. */
  readonly program: Pick<LinkedProgram, "programType" | "attachType" | "flags" | "section" | "structOps"> &
    Pick<LinkedObject, "license" | "btf">;
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  /** CPU 0 alone where it is not given. */
  readonly cpus?: Cpus;
  readonly watch?: ObjectWatch | undefined;
}

/** Where an XDP program sends a packet. */
export interface Redirect {
  readonly map?: string;
  readonly key?: string;
  /** For people: a device, a CPU. */
  readonly to: string;
  /** What the packet goes through on its way. */
  readonly through?: RedirectProgram | undefined;
}

/** The machine's processors. */
export interface Cpus {
  /** How many there can be: those with lower numbers than the highest. */
  readonly possible: number;
  /** The one that runs the program. */
  readonly current: number;
}

/** The call that a tracing program is attached to. */
export interface TracedCall {
  /** Of the function, hook or tracepoint. */
  readonly name: string;
  readonly args: readonly bigint[];
  /** Where the function has returned. */
  readonly returned?: bigint;
  /** Of the function; absent where it is a tracepoint. */
  readonly address?: bigint;
}

/** What a program is told that runs both at the entry of a function and at its return. */
export interface TracingSession {
  readonly isReturn: boolean;
  /** Eight bytes that both runs share. */
  readonly cookie: Region;
}

/** The modelled kernel of one run: its types, its memory, its objects, and what the program holds of them. */
export class Kernel {
  readonly btf: Btf;
  readonly memory: Memory;
  readonly watch: ObjectWatch | undefined;
  readonly kfuncs: ReadonlyMap<string, KfuncFacts>;
  readonly helpers: HelperFacts;
  /** The one that runs. */
  program: KernelOptions["program"];
  /** Where each program starts in what runs, by name. */
  entries: ReadonlyMap<string, number> = new Map();
  /** Of what runs. */
  lineAt: LineFinder = () => undefined;
  readonly references: References;
  readonly dynptrs: Dynptrs;
  /** The network namespace of the device that received the packet. */
  readonly net = new Net();
  /** What NULL pointer members of objects load as. */
  readonly walkedNulls: WalkedNulls;
  readonly #objects = new Map<Region, BtfObject>();
  readonly #symbols = new Map<TypeId, Region>();
  readonly #variables = new Map<Region, KernelVariable>();
  readonly #maps = new Map<Region, KernelMap>();
  /** Lines that the program printed with bpf_trace_printk. */
  readonly printed: string[] = [];
  readonly streams = new ProgramStreams(this);
  readonly release: string;
  readonly cpus: Cpus;
  readonly locks: SpinLocks;
  readonly irqFlags: IrqFlags;
  readonly iterators: Iterators;
  readonly sections: Sections;
  readonly tasks: Tasks;
  readonly cgroups: Cgroups;
  readonly files: Files;
  readonly userMemory = new UserMemory();
  readonly keys: Keys;
  readonly clock = new Clock();
  readonly async: AsyncWork;
  /** Which of the program's own structs have special fields. */
  readonly programTypes: ProgramTypes;
  readonly fieldPlaces = new FieldPlaces();
  readonly kptrs: Kptrs;
  readonly graphs = new Graphs();
  readonly allocations: Allocations;
  /** The packet that an XDP program runs on. */
  xdp: XdpBuff | undefined;
  /** The packet that a program with the context struct __sk_buff runs on. */
  skb: SkBuff | undefined;
  /** The struct that the kernel has for the program's context; undefined where there is no model of it. */
  ownContext: OwnContext | undefined;
  readonly sockets = new Sockets();
  /** The socket that the program's context is about. */
  contextSocket: ContextSocket | undefined;
  /** The message that a program of type SK_MSG runs on. */
  socketMessage: SocketMessage | undefined;
  /** What the system call returns that a cgroup program runs in, as far as the program decides it. */
  cgroupResult = 0;
  /** The file below /proc/sys that a program runs on. */
  sysctl: Sysctl | undefined;
  /** What a program at a function or tracepoint runs for. */
  traced: TracedCall | undefined;
  /** Set while a program of a session runs. */
  session: TracingSession | undefined;
  /** Where a packet goes for which the program returns XDP_REDIRECT; undefined where nothing was found for it. */
  redirect: Redirect | undefined;
  /** The CPU that was drawn last of a mask (distribute_cpu_mask_prev, lib/cpumask.c, v7.3). */
  lastDrawnCpu = 0;
  /** How many tail calls the run has made. */
  tailCalls = 0;
  /** The machine that runs the program. */
  machine: Machine | undefined;

  constructor(options: KernelOptions) {
    const { btf, memory, kfuncs, helpers, program, release, cpus = { possible: 1, current: 0 }, watch } = options;
    this.btf = btf;
    this.memory = memory;
    this.watch = watch;
    this.kptrs = new Kptrs(watch);
    this.kfuncs = kfuncs;
    this.helpers = helpers;
    this.program = program;
    this.release = release;
    this.cpus = cpus;
    this.references = new References(this);
    this.locks = new SpinLocks(this);
    this.irqFlags = new IrqFlags(this);
    this.iterators = new Iterators(this);
    this.sections = new Sections(this);
    this.tasks = new Tasks(this);
    this.cgroups = new Cgroups(this);
    this.files = new Files(this);
    this.keys = new Keys(this);
    this.async = new AsyncWork(this);
    this.allocations = new Allocations(this);
    this.programTypes = new ProgramTypes(program.btf, btf);
    this.dynptrs = new Dynptrs(this);
    this.walkedNulls = new WalkedNulls(this);
    memory.onWrite = (region, offset, size) => this.#noteWrite(region, offset, size);
    memory.beforeCopy = (region, offset, size) => checkCopy(this, { region, offset }, size);
    memory.whyUnreadable = (region, offset) => this.#whyHidden(new StackPlace(region, offset, 1));
  }

  /** The instruction that runs. */
  get slot(): number {
    return this.machine?.slot ?? 0;
  }

  /** How many programs run (`Machine.programDepth`). */
  get programDepth(): number {
    return this.machine?.programDepth ?? 0;
  }

  /** Ends the run with a fault at the instruction that runs, or at `slot` where it is given. */
  fault(rule: FaultRule, message: string, more: Pick<FaultStatement, "origin" | "slot"> = {}): never {
    throw new FaultSignal({ rule, message, ...more });
  }

  /** The program has to load its pointers into the packet anew (clear_all_pkt_pointers, kernel/bpf/verifier.c, v7.3). */
  forgetPacketPointers(): void {
    this.skb?.forgetPointers();
    this.xdp?.forgetPointers();
    this.socketMessage?.forgetPointers();
  }

  /** Makes an object known by its memory. Objects do this themselves. */
  addObject(object: BtfObject): void {
    this.#objects.set(object.region, object);
    this.watch?.added(object);
  }

  /** The object that a region, or a view of it, belongs to. */
  objectAt(region: Region): BtfObject | undefined {
    return this.#objects.get(region) ?? (region.over && this.objectAt(region.over.region));
  }

  /** Makes a map known by what pointers to it lead to. Maps do this themselves. */
  addMap(map: KernelMap): void {
    this.#maps.set(map.region, map);
  }

  /** What a map is known by that is created now: in Linux maps of other programs take numbers, too. */
  get nextMapId(): number {
    return this.#maps.size + 1;
  }

  /** The map that a pointer to the start of a region, or of a view of it for a map, leads to. */
  mapAt(region: Region): KernelMap | undefined {
    const { kind, over } = region;
    const isMap = kind === "map" && over?.offset === 0;
    return this.#maps.get(region) ?? (isMap ? this.mapAt(over.region) : undefined);
  }

  /** In the order of their creation. */
  get maps(): readonly KernelMap[] {
    return [...this.#maps.values()];
  }

  /** A map by its name. */
  mapNamed(name: string): KernelMap | undefined {
    return this.maps.find((map) => map.name === name);
  }

  /** What the address of a variable or function of the kernel leads to, by its id in the kernel's BTF. */
  symbol(id: TypeId): Region {
    const known = this.#symbols.get(id);
    if (known) return known;
    const region = this.#newSymbol(id);
    this.#symbols.set(id, region);
    return region;
  }

  #newSymbol(id: TypeId): Region {
    const type = this.btf.type(id);
    if (type.kind === "var") {
      const variable = new KernelVariable(this, type);
      this.#variables.set(variable.region, variable);
      return variable.region;
    }
    const name = `the kernel's ${"name" in type ? type.name : `type ${id}`}`;
    return this.memory.allocate({ kind: "global", name, bytes: 0, writable: false });
  }

  /** The variable of the kernel that a pointer leads to. */
  variableAt(region: Region): KernelVariable | undefined {
    return this.#variables.get(region);
  }

  /** The value of an enumerator of the kernel, by its name. */
  enumerator(name: string): bigint {
    const value = enumerators(this.btf).get(name);
    if (value !== undefined) return value;
    throw new FactsContradiction(`The kernel's BTF has no enumerator ${name}`);
  }

  #noteWrite(region: Region, offset: number, size: number): void {
    if (region.over) this.#noteWrite(region.over.region, region.over.offset + offset, size);
    else if (region.kind === "stack") {
      this.dynptrs.noteWrite(region, offset, size);
      this.irqFlags.noteWrite(region, offset, size);
      this.iterators.noteWrite(region, offset, size);
    }
  }

  /** What stands in some bytes of the stack that the program can't look into. */
  ownerOf(place: StackPlace): string | undefined {
    if (this.dynptrs.within(place.region, place.start, place.length).length > 0) return "a dynptr";
    if (this.irqFlags.within(place)) return "an IRQ flag";
    return this.iterators.within(place) ? "an iterator" : undefined;
  }

  #whyHidden(place: StackPlace): string | undefined {
    const owner = this.ownerOf(place);
    return owner && `belongs to ${owner}`;
  }
}
