import { sizeOf } from "../../btf/layout.ts";
import type { Region } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import { plainMembers } from "../contexts/plain-members.ts";
import { sockWidths } from "../contexts/sock-members.ts";
import { memberAccess, type RefuseAccess } from "../contexts/struct-context.ts";
import type { Kernel } from "../kernel.ts";
import { ProgramBytes } from "./program-bytes.ts";
import { tcpView } from "./tcp-view.ts";

const STRUCT = "bpf_sock";
const members = plainMembers(sockWidths);
/** bpf_sock_common_is_valid_access (net/core/filter.c, v7.3). */
const onlyFull = new Set(["type", "protocol", "mark", "priority"]);

/** include/net/tcp_states.h, v7.3. */
const TCP_CLOSE = 7;
/** IANA */
const IPPROTO_TCP = 6;
/** What rx_queue_mapping reads as while no packet has come. */
const NO_QUEUE = -1;

/** How the verifier calls what a pointer to a socket is (reg_type_str, kernel/bpf/log.c, v7.3). */
export type SocketView = "sock" | "sock_common" | "tcp_sock";

const views: readonly SocketView[] = ["sock", "sock_common", "tcp_sock"];

/** A socket as programs see it: struct bpf_sock over struct sock. A pointer to a `sock_common` shows less. */
export class Socket {
  readonly kernel: Kernel;
  readonly name: string;
  readonly fields: ProgramBytes;
  /** Options that have been set and that no member shows, by name. */
  readonly options = new Map<string, number>();
  readonly cookie: number;
  /** What pointers to it lead to. */
  readonly region: Region;
  readonly #views: ReadonlyMap<SocketView, Region>;

  constructor(kernel: Kernel, name: string) {
    this.kernel = kernel;
    this.name = name;
    this.fields = new ProgramBytes(kernel.btf, STRUCT, new Uint8Array(0));
    this.fields.set("rx_queue_mapping", NO_QUEUE);
    this.fields.set("state", TCP_CLOSE);
    this.#views = new Map(views.map((view) => [view, this.#allocate(view)]));
    this.region = this.pointer("sock");
    this.cookie = kernel.sockets.add(this, [...this.#views.values()]);
  }

  get isTcp(): boolean {
    return this.fields.number("protocol") === IPPROTO_TCP;
  }

  /** A pointer of this kind, of its own where it is a reference. */
  pointer(view: SocketView, { fresh = false } = {}): Region {
    const region = this.#views.get(view);
    if (!region) throw new RangeError(`a socket has no view ${view}`);
    return fresh ? this.kernel.memory.view(region, { offset: 0, size: region.size, fresh: true }) : region;
  }

  #allocate(view: SocketView): Region {
    const { kernel } = this;
    const refuse: RefuseAccess = (intent, offset, size) => {
      if (intent === "write") kernel.fault("read-only-memory", `${this.name} is written at offset ${offset}`);
      return kernel.fault(
        "out-of-bounds",
        `invalid ${view} access: ${counted(size, "byte")} at offset ${offset} of ${this.name}`,
      );
    };
    if (view === "tcp_sock") return tcpView(this, refuse);
    const rights = { hidden: view === "sock" ? new Set<string>() : onlyFull, writable: new Set<string>() };
    const access = memberAccess(kernel, this.fields.type, members, rights, this.fields, refuse);
    const bytes = sizeOf(kernel.btf, this.fields.type);
    return kernel.memory.allocate({ kind: "object", name: this.name, bytes, access });
  }
}
