import type { Device } from "./devices.ts";

/** A route of IPv4. Addresses are numbers of 32 bits. */
export interface Route {
  readonly network: number;
  readonly bits: number;
  readonly device: Device;
  readonly gateway?: number;
  /** The source address that the kernel gave a route which came with an address. */
  readonly source?: number;
  /** `local` and `broadcast` ones stand in a table of their own, which is looked at first. */
  readonly kind: "unicast" | "local" | "broadcast";
}

interface Address {
  readonly device: Device;
  readonly address: number;
  readonly bits: number;
}

const maskOf = (bits: number): number => (bits === 0 ? 0 : (0xffff_ffff << (32 - bits)) >>> 0);
const inNetwork = (address: number, network: number, bits: number) => (address & maskOf(bits)) >>> 0 === network;

const LOOPBACK = 0x7f00_0000;
const LOOPBACK_BITS = 8;
const WHOLE = 32;

/** The routes of IPv4 in a network namespace: tables local and main, which are one without rules (net/ipv4/fib_*.c, v7.3). */
export class Routes {
  readonly #routes: Route[] = [];
  readonly #addresses: Address[] = [];
  readonly #neighbours = new Map<string, Uint8Array>();

  constructor(loopback: Device) {
    this.#routes.push({ network: LOOPBACK, bits: LOOPBACK_BITS, device: loopback, kind: "local" });
  }

  /** Undefined where the gateway can't be reached. */
  add(route: Omit<Route, "kind">): Route | undefined {
    const { gateway, device } = route;
    if (gateway !== undefined && this.lookup(gateway, device)?.kind !== "unicast") return undefined;
    const added = { ...route, network: (route.network & maskOf(route.bits)) >>> 0, kind: "unicast" } as const;
    this.#routes.push(added);
    return added;
  }

  /** An address of a device, with the routes that it brings (fib_add_ifaddr). */
  addAddress(device: Device, address: number, bits: number): void {
    this.#addresses.push({ device, address, bits });
    this.#routes.push({ network: address, bits: WHOLE, device, kind: "local" });
    if (bits === WHOLE) return;
    this.#routes.push({ network: (address & maskOf(bits)) >>> 0, bits, device, source: address, kind: "unicast" });
    const last = (address | ~maskOf(bits)) >>> 0;
    if (bits < WHOLE - 1) this.#routes.push({ network: last, bits: WHOLE, device, kind: "broadcast" });
  }

  addNeighbour(device: Device, address: number, mac: Uint8Array): void {
    this.#neighbours.set(`${device.ifindex} ${address}`, mac);
  }

  neighbour(device: Device, address: number): Uint8Array | undefined {
    return this.#neighbours.get(`${device.ifindex} ${address}`);
  }

  /** The longest prefix, in the local table before the main one; through `device` alone, where it is given. */
  lookup(address: number, device?: Device): Route | undefined {
    const fitting = this.#routes
      .filter((route) => inNetwork(address, route.network, route.bits) && (!device || route.device === device))
      .sort((left, right) => right.bits - left.bits);
    return fitting.find(({ kind }) => kind !== "unicast") ?? fitting[0];
  }

  /** The source address of packets that take a route (fib_result_prefsrc). */
  sourceOf({ source, device, gateway }: Route): number {
    if (source !== undefined) return source;
    const own = this.#addresses.filter((each) => each.device === device);
    const near = own.find(
      ({ address, bits }) => gateway !== undefined && inNetwork(gateway, (address & maskOf(bits)) >>> 0, bits),
    );
    return (near ?? own[0])?.address ?? 0;
  }
}
