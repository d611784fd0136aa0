import type { Kernel } from "../../kernel/kernel.ts";
import type { Memory, Region } from "../../vm/memory.ts";
import type { MemoryChange, TimelineField, TimelineRegion } from "../outcome.ts";
import { someFields } from "../value-fields.ts";
import { contextValues } from "./context-values.ts";
import type { MemoryLayouts } from "./memory-layouts.ts";
import type { ObjectRecorder } from "./object-recorder.ts";

type Details = Omit<TimelineRegion, "name" | "kind" | "size">;

/** Members of one region that are shown, and values that are looked at. */
const MOST = { fields: 128, values: 1024 };

/** Program types whose packet begins behind the headers that one could tell by their bytes. */
const withoutHeaders: readonly string[] = [
  "BPF_PROG_TYPE_SK_REUSEPORT",
  "BPF_PROG_TYPE_SK_MSG",
  "BPF_PROG_TYPE_CGROUP_SOCKOPT",
];

/** What a timeline says of memory beside its bytes, for somebody who watches the run. */
export class TimelineDetails {
  readonly objects: ObjectRecorder;
  readonly #kernel: Kernel;
  readonly #memory: Memory;
  readonly #layouts: MemoryLayouts;
  /** The context that the program was entered with last, as it is made up at each load. */
  #context: { readonly region: Region; readonly fields: readonly TimelineField[]; values: Values } | undefined;

  constructor(kernel: Kernel, layouts: MemoryLayouts, objects: ObjectRecorder) {
    this.#kernel = kernel;
    this.#memory = kernel.memory;
    this.#layouts = layouts;
    this.objects = objects;
  }

  /** The member that begins where a pointer leads in a region that is no view. */
  memberAt(region: Region, offset: number): string | undefined {
    return this.#layouts.memberAt(region, offset);
  }

  /** Whether what is written there can be told only by loading it again. */
  isMadeUp(region: Region): boolean {
    return region === this.#context?.region;
  }

  /** Of memory that is there now. */
  describe(region: Region): Details {
    const object = this.objects.describe(region, this.#layouts);
    if (object) return object;
    if (region.kind === "packet") return this.#packet(region);
    const { fields, isCut } = someFields(this.#layouts.fieldsOf(region), MOST);
    if (fields.length === 0) return {};
    const details = { ...this.#layouts.typeText(region), ...(isCut && { isCut }) };
    if (region.kind === "context" && region.access) return { ...details, ...this.#enterContext(region, fields) };
    const targets = [...this.objects.targetsBefore(region)];
    const parts = targets.map(([offset, target]) => ({ offset, hex: "00".repeat(8), target }));
    return { ...details, fields, ...(parts.length > 0 && { parts }) };
  }

  #enterContext(region: Region, fields: readonly TimelineField[]): Details {
    const { known, unknown, reached } = contextValues(this.#memory, region, fields);
    this.objects.reach(reached);
    const shown = fields.filter(({ path }) => !unknown.includes(path));
    this.#context = { region, fields: shown, values: byOffset(known) };
    return { fields: shown, parts: known, unknown };
  }

  /** What of the context a load would give another value for than at the last look. */
  contextChanges(): readonly MemoryChange[] {
    const context = this.#context;
    if (!context) return [];
    const { region, fields, values } = context;
    const { known, reached } = contextValues(this.#memory, region, fields);
    this.objects.reach(reached);
    const changed = known.filter(({ offset, hex, target }) => {
      const before = values.get(offset);
      return before?.hex !== hex || before.target !== target;
    });
    context.values = byOffset(known);
    return changed.map((each) => ({ region: region.name, ...each }));
  }

  #packet(region: Region): Details {
    const { program, xdp, skb } = this.#kernel;
    if (withoutHeaders.includes(program.programType) || region.name !== "packet") return {};
    if (xdp) return { packet: { offset: region.size - xdp.linear.size, begins: "ethernet" } };
    const isNetwork = program.programType === "BPF_PROG_TYPE_NETFILTER" || skb?.startsAtMac === false;
    return { packet: { offset: 0, begins: isNetwork ? "network" : "ethernet" } };
  }
}

type Values = ReadonlyMap<number, Omit<MemoryChange, "region">>;

const byOffset = (known: readonly Omit<MemoryChange, "region">[]): Values =>
  new Map(known.map((each) => [each.offset, each]));
