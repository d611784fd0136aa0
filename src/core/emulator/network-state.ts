import type { Kernel } from "../kernel/kernel.ts";
import type { Device } from "../kernel/objects/devices.ts";
import type { DeviceDescription, NeighbourDescription, RouteDescription } from "../spec/kernel-state-spec.ts";
import { ipv4Bytes } from "./packet/layers.ts";
import { SetupSignal } from "./setup-problem.ts";

/** ETH_DATA_LEN. */
const MTU = 1500;
/** What addresses start with that Linux would take at random. */
const LOCALLY_ADMINISTERED = 0x02;

export const ipv4Number = (address: string): number => new DataView(ipv4Bytes(address).buffer).getUint32(0);

function network(cidr: string): { readonly network: number; readonly bits: number } {
  const [address = "", bits = ""] = cidr.split("/");
  return { network: ipv4Number(address), bits: Number(bits) };
}

const macBytes = (mac: string): Uint8Array => Uint8Array.from(mac.split(":"), (byte) => Number.parseInt(byte, 16));

function addOne(kernel: Kernel, { name, peer, mac, mtu = MTU, forwarding = false }: DeviceDescription): Device {
  const { devices } = kernel.net;
  const address = mac ? macBytes(mac) : Uint8Array.of(LOCALLY_ADMINISTERED, 0, 0, 0, 0, name.length);
  return devices.add({ name, mtu, address, forwards: forwarding, ...(peer !== undefined && { peer }) });
}

/** A device as `ip link add` makes it: of a veth the other end comes first. */
export function addDevice(kernel: Kernel, description: DeviceDescription): void {
  const { name, type, peer, addresses = [] } = description;
  const other = peer ?? `${name}-peer`.slice(-15);
  if (type === "veth") addOne(kernel, { name: other, type, peer: name });
  const device = addOne(kernel, type === "veth" ? { ...description, peer: other } : description);
  for (const cidr of addresses) {
    const { network: address, bits } = network(cidr);
    kernel.net.routes.addAddress(device, address, bits);
  }
}

function deviceNamed(kernel: Kernel, name: string, path: readonly (string | number)[]): Device {
  const device = kernel.net.devices.named(name);
  if (device) return device;
  throw new SetupSignal(`The scenario has no device ${name}`, path);
}

export function addRoute(kernel: Kernel, { to, via, dev }: RouteDescription, index: number): void {
  const path = ["kernel", "routes", index];
  const device = deviceNamed(kernel, dev, [...path, "dev"]);
  const route = { ...network(to), device, ...(via !== undefined && { gateway: ipv4Number(via) }) };
  if (!kernel.net.routes.add(route)) {
    throw new SetupSignal(`The kernel knows no way to ${via} through ${dev} (ENETUNREACH)`, [...path, "via"]);
  }
}

export function addNeighbour(kernel: Kernel, { address, mac, dev }: NeighbourDescription, index: number): void {
  const device = deviceNamed(kernel, dev, ["kernel", "neighbours", index, "dev"]);
  kernel.net.routes.addNeighbour(device, ipv4Number(address), macBytes(mac));
}
