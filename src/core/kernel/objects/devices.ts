/** A network device, as far as programs see it. */
export interface Device {
  readonly name: string;
  readonly ifindex: number;
  /** In bytes, without the header of the link layer. */
  readonly mtu: number;
  readonly headerLength: number;
  /** Of the link layer. */
  readonly address: Uint8Array;
  /** The other end of a veth, by its name. */
  readonly peer?: string;
  /** Whether packets of IPv4 that come in are forwarded. */
  readonly forwards: boolean;
}

const ETH_HLEN = 14;
const ETH_ALEN = 6;
const FIRST_INDEX = 1;

/** What drivers/net/loopback.c makes. */
const loopback: Device = {
  name: "lo",
  ifindex: FIRST_INDEX,
  mtu: 65536,
  headerLength: ETH_HLEN,
  address: new Uint8Array(ETH_ALEN),
  forwards: false,
};

/** The devices of a network namespace: the loopback device, and those that a scenario describes. */
export class Devices {
  readonly #devices: Device[] = [loopback];

  get loopback(): Device {
    return loopback;
  }

  /** In the order in which they are made: their numbers count up from that of the loopback device. */
  add(device: Omit<Device, "ifindex" | "headerLength">): Device {
    const added = { ...device, ifindex: FIRST_INDEX + this.#devices.length, headerLength: ETH_HLEN };
    this.#devices.push(added);
    return added;
  }

  byIndex(ifindex: number): Device | undefined {
    return this.#devices.find((each) => each.ifindex === ifindex);
  }

  named(name: string): Device | undefined {
    return this.#devices.find((each) => each.name === name);
  }
}
