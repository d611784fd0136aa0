import type { Kernel } from "../kernel.ts";
import type { Device } from "./devices.ts";
import { KnownObject } from "./known-object.ts";

/** ARPHRD_ETHER and ARPHRD_LOOPBACK (include/uapi/linux/if_arp.h, v7.3). */
const types = { ethernet: 1, loopback: 772 } as const;

/** struct net_device, as far as scenarios say what it holds. */
function netDevice(kernel: Kernel, device: Device): KnownObject {
  const { name, ifindex, mtu, headerLength, address } = device;
  const isLoopback = device === kernel.net.devices.loopback;
  const text = new Uint8Array(16);
  text.set(new TextEncoder().encode(name));
  const addressBytes = kernel.memory.allocate({
    kind: "object",
    name: `address of ${name}`,
    bytes: address,
    writable: false,
  });
  return new KnownObject(kernel, {
    name: `net_device ${name}`,
    struct: "net_device",
    members: () => ({
      name: text,
      ifindex,
      mtu,
      type: isLoopback ? types.loopback : types.ethernet,
      hard_header_len: headerLength,
      addr_len: address.length,
      dev_addr: { to: addressBytes },
    }),
  });
}

/** The struct of each device, made once. */
export class NetDevices {
  readonly #kernel: Kernel;
  readonly #made = new Map<number, KnownObject>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** That of the device with the number. */
  at(ifindex: number): KnownObject {
    const known = this.#made.get(ifindex);
    if (known) return known;
    const device = this.#kernel.net.devices.byIndex(ifindex);
    if (!device) throw new RangeError(`there is no device ${ifindex}`);
    const made = netDevice(this.#kernel, device);
    this.#made.set(ifindex, made);
    return made;
  }
}
