import type {
  ConntrackDescription,
  DeviceDescription,
  KernelState,
  NeighbourDescription,
  SocketDescription,
  XfrmStateDescription,
} from "../../core/spec/kernel-state-spec.ts";
import type { SetUpCommand } from "../linux/job.ts";

/** The other end of the associations: no lookup asks for it. */
const SOURCE = "10.0.0.1";

/** What each protocol is set up with: an association needs some algorithm, and these do nothing. */
const protocols = {
  IPPROTO_ESP: ["esp", ["auth", "digest_null", "", "enc", "ecb(cipher_null)", ""]],
  IPPROTO_AH: ["ah", ["auth", "digest_null", ""]],
} as const;

const namespaceName = (id: number) => `id-${id}`;

function addNamespace(id: number): SetUpCommand[] {
  const name = namespaceName(id);
  return [
    ["ip", "netns", "add", name],
    ["ip", "netns", "set", name, String(id)],
  ];
}

function addXfrmState({ daddr, spi, proto, mark, netns_id, replay_esn }: XfrmStateDescription): SetUpCommand {
  const [name, algorithms] = protocols[proto];
  return [
    "ip",
    ...(netns_id === undefined ? [] : ["-n", namespaceName(netns_id)]),
    ...["xfrm", "state", "add", "src", SOURCE, "dst", daddr, "proto", name, "spi", String(spi)],
    ...["mode", "tunnel"],
    ...(mark ? ["mark", String(mark.v), "mask", String(mark.m)] : []),
    ...(replay_esn ? ["replay-window", String(replay_esn.replay_window), "flag", "esn"] : []),
    ...algorithms,
  ];
}

function addDevice({ name, type, peer, mac, addresses = [], mtu, forwarding }: DeviceDescription): SetUpCommand[] {
  const other = peer ?? `${name}-peer`.slice(-15);
  return [
    [
      ...(["ip", "link", "add", name] as const),
      ...(mac ? ["address", mac] : []),
      ...(mtu ? ["mtu", String(mtu)] : []),
      ...["type", type],
      ...(type === "veth" ? ["peer", "name", other] : []),
    ],
    ...addresses.map((address): SetUpCommand => ["ip", "address", "add", address, "dev", name]),
    ["ip", "link", "set", name, "up"],
    ...(type === "veth" ? [["ip", "link", "set", other, "up"] as SetUpCommand] : []),
    ...(forwarding ? [["write-file", `/proc/sys/net/ipv4/conf/${name}/forwarding`, "1"] as SetUpCommand] : []),
  ];
}

const addSocket = ({ type, address, port, peer }: SocketDescription): SetUpCommand => [
  "socket",
  type,
  ...[address, String(port)],
  ...(peer ? [peer.address, String(peer.port)] : []),
];

const addNeighbour = ({ address, mac, dev }: NeighbourDescription): SetUpCommand => [
  ...(["ip", "neigh", "add", address, "lladdr", mac, "dev", dev] as const),
];

/** include/uapi/linux/in.h, nf_conntrack_common.h, nf_conntrack_tcp.h, v7.3 */
const protocolNumbers = { IPPROTO_TCP: 6, IPPROTO_UDP: 17 } as const;
const statusBits = { IPS_SEEN_REPLY: 1 << 1, IPS_ASSURED: 1 << 2, IPS_CONFIRMED: 1 << 3 } as const;
const tcpStates = { TCP_CONNTRACK_SYN_SENT: 1, TCP_CONNTRACK_ESTABLISHED: 3, TCP_CONNTRACK_TIME_WAIT: 7 } as const;
const TIMEOUT_SECONDS = 120;

function addConntrack(entry: ConntrackDescription): SetUpCommand {
  const { proto, src, dst, sport, dport, timeout = TIMEOUT_SECONDS, mark = 0, status = [] } = entry;
  const { reply = { src: dst, dst: src, sport: dport, dport: sport } } = entry;
  const { tcp_state = "TCP_CONNTRACK_ESTABLISHED" } = entry;
  const bits = status.reduce((all, name) => all | statusBits[name], statusBits.IPS_CONFIRMED);
  const numbers = [timeout, mark, bits, tcpStates[tcp_state]];
  return [
    "conntrack",
    String(protocolNumbers[proto]),
    ...[src, dst, String(sport), String(dport)],
    ...[reply.src, reply.dst, String(reply.sport), String(reply.dport)],
    ...numbers.map(String),
  ];
}

/** Builds what a scenario says of networks, in the fresh network namespace of a job. */
export function setUpNetwork(state: KernelState): SetUpCommand[] {
  const {
    netns_ids = [],
    xfrm_states = [],
    devices = [],
    routes = [],
    neighbours = [],
    conntrack = [],
    sockets = [],
  } = state;
  const named = xfrm_states.flatMap(({ netns_id }) => (netns_id === undefined ? [] : [netns_id]));
  return [
    ...[...new Set([...netns_ids, ...named])].flatMap(addNamespace),
    ...xfrm_states.map(addXfrmState),
    ...devices.flatMap(addDevice),
    ...routes.map(
      ({ to, via, dev }): SetUpCommand => ["ip", "route", "add", to, ...(via ? ["via", via] : []), "dev", dev],
    ),
    ...neighbours.map(addNeighbour),
    ...conntrack.map(addConntrack),
    ...sockets.map(addSocket),
  ];
}
