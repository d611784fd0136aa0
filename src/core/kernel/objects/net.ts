import { ConntrackTable } from "./conntrack.ts";
import { Devices } from "./devices.ts";
import { Routes } from "./routes.ts";
import { SocketTable } from "./socket-table.ts";
import type { XfrmState } from "./xfrm-state.ts";

/** What a lookup of a state goes by; network byte order as in the objects. */
export interface XfrmSelector {
  readonly mark: number;
  readonly daddr: Uint8Array;
  readonly spi: Uint8Array;
  readonly proto: number;
  readonly family: number;
}

const AF_INET6 = 10;

const equal = (left: Uint8Array, right: Uint8Array, length: number) =>
  left.subarray(0, length).every((byte, index) => byte === right[index]);

function matches(state: XfrmState, { mark, daddr, spi, proto, family }: XfrmSelector): boolean {
  const addressLength = family === AF_INET6 ? 16 : 4;
  return (
    state.number("props.family") === family &&
    equal(state.bytes("id.spi"), spi, 4) &&
    state.number("id.proto") === proto &&
    equal(state.bytes("id.daddr"), daddr, addressLength) &&
    (mark & state.number("mark.m")) >>> 0 === state.number("mark.v")
  );
}

/** A network namespace: what hangs off struct net. */
export class Net {
  readonly sockets = new SocketTable();
  readonly conntrack = new ConntrackTable();
  readonly devices = new Devices();
  readonly routes = new Routes(this.devices.loopback);
  readonly #states: XfrmState[] = [];
  readonly #peers = new Map<number, Net>();

  /** A state added later is found first: the kernel puts it at the head of its hash chain. */
  addXfrmState(state: XfrmState): void {
    this.#states.unshift(state);
  }

  /**
   * xfrm_state_lookup (net/xfrm/xfrm_state.c, v7.3): family, SPI, protocol and address alike, and the mark under its mask.
   * A state whose SPI is 0 is not in the hash by SPI (__xfrm_state_insert).
   */
  lookupXfrmState(selector: XfrmSelector): XfrmState | undefined {
    if (selector.spi.every((byte) => byte === 0)) return undefined;
    return this.#states.find((state) => matches(state, selector));
  }

  /** get_net_ns_by_id (net/core/net_namespace.c, v7.3): ids are the ones that this namespace knows others by. */
  peer(id: number): Net | undefined {
    return this.#peers.get(id);
  }

  /** The namespace of this id, which is made known if it is not yet. */
  addPeer(id: number): Net {
    const known = this.#peers.get(id);
    if (known) return known;
    const net = new Net();
    this.#peers.set(id, net);
    return net;
  }
}
