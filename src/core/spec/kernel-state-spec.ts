import { z } from "zod";
import {
  cgroupPath,
  comm,
  deviceName,
  filePath,
  hexBytes,
  integer,
  ipv4,
  mac,
  netnsId,
  pid,
  text,
  u16,
  u32,
  userXattrName,
  xattrName,
} from "./scalars.ts";

const MOST = 100;

/** One IPsec security association of the network namespace that the program's device is in, unless `netns_id` says another. */
const xfrmStateSchema = z.strictObject({
  family: z.literal("AF_INET"),
  proto: z.enum(["IPPROTO_ESP", "IPPROTO_AH"]),
  daddr: ipv4,
  spi: u32,
  mark: z.strictObject({ v: u32, m: u32 }).optional(),
  netns_id: netnsId.optional().describe("Id, in the device's namespace, of the namespace that holds the state."),
  replay_esn: z
    .strictObject({ replay_window: u32 })
    .optional()
    .describe("Extended sequence numbers; without it the kernel's pointer is NULL."),
});

const hierarchyName = z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/, "a name such as legacy");

const hierarchySchema = z.strictObject({
  name: hierarchyName,
  cgroups: z.array(cgroupPath).max(16).optional().describe("Its cgroups, parents before their children."),
  id_in: z.string().optional().describe("The global variable that is given the hierarchy's id before the run."),
});

/** A process that waits until the run is over. Its parent is the process that runs the trigger. */
const processSchema = z.strictObject({
  comm: comm.describe("Its name in the kernel, by which other keys name it, too."),
  pid: pid.optional().describe("Its pid; any that is free by default. The trigger's process has 1000."),
  cgroup: cgroupPath
    .optional()
    .describe("Its cgroup, one of `cgroups`; that of the trigger's process, /job, by default."),
  in_hierarchies: z
    .record(hierarchyName, cgroupPath)
    .optional()
    .describe("Its cgroups in `cgroup_hierarchies`, by their names; their roots by default."),
  threads: integer.min(1).max(16).optional().describe("Threads with the first one; 1 by default."),
});

const cgroupSchema = z.strictObject({
  path: cgroupPath,
  values: z
    .record(z.string().regex(/^[a-z]+(\.[a-z0-9_]+)+$/, "a file such as memory.max"), z.union([integer, text()]))
    .optional()
    .describe("What is written to files of the cgroup, such as memory.max; controllers are switched on as needed."),
  xattrs: z
    .record(userXattrName, z.string().max(1000))
    .optional()
    .describe("Extended attributes of the cgroup's folder as text."),
});

const conntrackTuple = { src: ipv4, dst: ipv4, sport: u16, dport: u16 };

const conntrackSchema = z.strictObject({
  proto: z.enum(["IPPROTO_TCP", "IPPROTO_UDP"]),
  ...conntrackTuple,
  reply: z.strictObject(conntrackTuple).optional().describe("The other direction; the tuple turned round by default."),
  timeout: u32.optional().describe("In seconds; 120 by default."),
  mark: u32.optional(),
  status: z.array(z.enum(["IPS_ASSURED", "IPS_SEEN_REPLY", "IPS_CONFIRMED"])).optional(),
  tcp_state: z
    .enum(["TCP_CONNTRACK_SYN_SENT", "TCP_CONNTRACK_ESTABLISHED", "TCP_CONNTRACK_TIME_WAIT"])
    .optional()
    .describe("TCP_CONNTRACK_ESTABLISHED by default."),
});

const keySchema = z.strictObject({
  type: z.enum(["user", "logon", "keyring", "asymmetric"]),
  description: z.string().regex(/^[\x21-\x7e]{1,200}$/, "printable characters without a space"),
  payload: z
    .string()
    .max(4096)
    .optional()
    .describe("Text; of an asymmetric key an X.509 certificate in hexadecimal; none for a keyring."),
  revoked: z.boolean().optional().describe("Whether it is revoked before the run; false by default."),
  keyring: z
    .enum(["KEY_SPEC_SESSION_KEYRING", "KEY_SPEC_PROCESS_KEYRING", "KEY_SPEC_USER_KEYRING"])
    .optional()
    .describe("Where it is linked; KEY_SPEC_SESSION_KEYRING by default."),
  serial_in: z
    .string()
    .optional()
    .describe("The global variable that is given the key's serial number before the run."),
});

const fileSchema = z.strictObject({
  path: filePath,
  content: z.string().max(65536).optional(),
  xattrs: z.record(xattrName, z.string().max(1000)).optional().describe("Extended attributes as text."),
  mode: z
    .string()
    .regex(/^0[0-7]{3}$/, "octal, such as 0644")
    .optional()
    .describe("0644 by default."),
});

const deviceSchema = z.strictObject({
  name: deviceName,
  type: z.enum(["dummy", "veth"]),
  peer: deviceName.optional().describe("Of a veth: the other end, in the same network namespace; it is up as well."),
  mac: mac.optional(),
  addresses: z.array(z.cidrv4()).max(8).optional().describe("Such as 10.0.0.1/24."),
  mtu: integer.min(68).max(65535).optional(),
  forwarding: z
    .boolean()
    .optional()
    .describe("Whether packets of IPv4 that come in here are forwarded; false by default."),
});

const neighbourSchema = z.strictObject({ address: ipv4, mac, dev: deviceName });

const routeSchema = z.strictObject({ to: z.cidrv4(), via: ipv4.optional(), dev: deviceName });

/** A socket of the trigger's process, open until the run is over. */
const socketSchema = z.strictObject({
  type: z.enum(["SOCK_STREAM", "SOCK_DGRAM"]),
  address: ipv4.describe("Its own; 0.0.0.0 for any."),
  port: u16.min(1),
  peer: z
    .strictObject({ address: ipv4, port: u16.min(1) })
    .optional()
    .describe("Where it is connected to: for a SOCK_STREAM a socket before it. Without one a SOCK_STREAM listens."),
});

/** Memory of the trigger's process, and of those that it starts; the pages around it are mapped and zeros. */
const userMemorySchema = z.strictObject({
  address: integer
    .min(0x10_0000_0000)
    .max(0x1f_ffff_e000)
    .describe("Where it begins: from 0x1000000000 on, where processes have nothing else."),
  text: z.string().max(4000).optional().describe("With the NUL at its end."),
  bytes: hexBytes.max(8192).optional().describe("Hexadecimal; in place of `text`."),
});

/** Without what would end the line or the text in a file of the configuration. */
const kconfigText = z.string().regex(/^[^"\\\n]{0,200}$/, "text without quotes");

/** What the kernel holds before the run. */
export const kernelStateSchema = z
  .strictObject({
    xfrm_states: z.array(xfrmStateSchema).max(MOST).describe("IPsec security associations."),
    netns_ids: z
      .array(netnsId)
      .max(MOST)
      .describe("Ids of further network namespaces known to the device's namespace."),
    devices: z.array(deviceSchema).max(16).describe("Network devices beside lo, all up."),
    routes: z.array(routeSchema).max(16).describe("Routes of IPv4."),
    neighbours: z.array(neighbourSchema).max(16).describe("Addresses of the link layer that the kernel knows."),
    cgroups: z.array(cgroupSchema).max(16).describe("Cgroups (v2), parents before their children."),
    cgroup_hierarchies: z
      .array(hierarchySchema)
      .max(4)
      .describe("Hierarchies of cgroup version 1 without controllers, which are known by their names."),
    processes: z.array(processSchema).max(16).describe("Children of the trigger's process."),
    conntrack: z.array(conntrackSchema).max(MOST).describe("Connections that connection tracking knows."),
    sockets: z
      .array(socketSchema)
      .max(16)
      .describe("Sockets of the process that runs the program, open until the run is over."),
    keys: z.array(keySchema).max(16).describe("Keys of the process that runs the program."),
    files: z.array(fileSchema).max(16).describe("Files below /tmp."),
    user_memory: z
      .array(userMemorySchema)
      .max(16)
      .describe("What processes have in memory, for programs that read it."),
    kconfig: z
      .record(z.string().regex(/^CONFIG_\w+$/, "an option such as CONFIG_HZ"), z.union([integer, kconfigText]))
      .describe(
        "The kernel's configuration, as far as externs with `__kconfig` ask for it: y, m, n, a number or text. " +
          "Options that are not here are not in it.",
      ),
    cpus: z
      .strictObject({ online: z.array(integer.min(0).max(63)).min(1) })
      .describe("CPUs by number, [0] by default; the program runs on the first."),
  })
  .partial();

export type XfrmStateDescription = z.infer<typeof xfrmStateSchema>;
export type ProcessDescription = z.infer<typeof processSchema>;
export type HierarchyDescription = z.infer<typeof hierarchySchema>;
export type CgroupDescription = z.infer<typeof cgroupSchema>;
export type ConntrackDescription = z.infer<typeof conntrackSchema>;
export type KeyDescription = z.infer<typeof keySchema>;
export type FileDescription = z.infer<typeof fileSchema>;
export type UserMemoryDescription = z.infer<typeof userMemorySchema>;
export type DeviceDescription = z.infer<typeof deviceSchema>;
export type SocketDescription = z.infer<typeof socketSchema>;
export type RouteDescription = z.infer<typeof routeSchema>;
export type NeighbourDescription = z.infer<typeof neighbourSchema>;
export type KernelState = z.infer<typeof kernelStateSchema>;
