import { z } from "zod";
import {
  cgroupPath,
  comm,
  deviceName,
  filePath,
  hexBytes,
  integer,
  ipv4,
  u16,
  u32,
  userXattrName,
  xattrName,
} from "./scalars.ts";

/** System calls without pointers that do no harm: cheap events to attach to. */
export const triggerSyscalls = [
  "alarm",
  "dup",
  "getegid",
  "geteuid",
  "getgid",
  "getpgid",
  "getpid",
  "getppid",
  "getpriority",
  "getsid",
  "gettid",
  "getuid",
  "sched_yield",
  "setpriority",
  "sync",
  "umask",
] as const;

const port = u16.min(1);
const milliseconds = integer.min(1).max(2000);
/** Everything but files of the scenario that an action may name. */
const systemPath = z.string().regex(/^\/(dev\/(null|zero|full|urandom)|proc\/[\w./]+)$/, "below /tmp, /dev or /proc");
const path = z.union([filePath, systemPath]);

/** What is done while the program is attached; `result` of each is what the system call returns, or -errno. */
export const actionSchema = z.union([
  z
    .enum(["test_run", "iterate"])
    .describe("`test_run`: BPF_PROG_TEST_RUN of the program itself; `iterate`: the iterator is read to its end."),
  z.strictObject({
    syscall: z
      .union([
        z.enum(triggerSyscalls),
        z.strictObject({ name: z.enum(triggerSyscalls), args: z.array(integer).max(6) }),
      ])
      .describe("A system call by its name, with numbers as arguments."),
  }),
  z.strictObject({ open: path.describe("Opens a file to read and closes it.") }),
  z.strictObject({ read: path.describe("Reads a file from its start; the result is how many bytes it gave.") }),
  z.strictObject({
    write: z
      .strictObject({ path, text: z.string().max(4096) })
      .describe("Writes to the start of a file, which is made where it is not there."),
  }),
  z.strictObject({ mkdir: z.union([filePath, cgroupPath]).describe("A folder below /tmp, or a cgroup elsewhere.") }),
  z.strictObject({ rmdir: z.union([filePath, cgroupPath]) }),
  z.strictObject({ unlink: filePath }),
  z.strictObject({ setxattr: z.strictObject({ path: filePath, name: xattrName, value: z.string().max(1000) }) }),
  z.strictObject({ getxattr: z.strictObject({ path, name: xattrName }) }),
  z.strictObject({ fork: z.strictObject({ comm }).partial().describe("A child starts, takes the name and ends.") }),
  z.strictObject({ exec: z.literal("/bin/true").describe("A child starts, executes it and ends.") }),
  z.strictObject({ kill: z.strictObject({ process: comm, signal: z.enum(["SIGUSR1", "SIGTERM", "SIGKILL"]) }) }),
  z.strictObject({
    tcp: z
      .strictObject({
        address: ipv4.describe("127.0.0.1 by default."),
        port: port.describe("8080 by default."),
        bytes: u32.max(1 << 20).describe("Sent by the client and received by the server; 1 by default."),
        congestion: z.string().max(15).describe("TCP_CONGESTION of the client: a name such as reno."),
        map: z
          .string()
          .describe(
            "A map of sockets that is given both ends before they send: the client's under 0, the server's under 1.",
          ),
      })
      .partial()
      .describe("A TCP connection to a server of its own: bind, listen, connect, accept, send, receive, close."),
  }),
  z.strictObject({
    udp: z
      .strictObject({ address: ipv4, port, bytes: u16.max(1400) })
      .partial()
      .describe("A datagram to a socket of its own: bind, connect, send, receive, close."),
  }),
  z.strictObject({
    qdisc: z
      .strictObject({ device: deviceName, kind: z.string().regex(/^[a-z0-9_]{1,15}$/, "a name such as bpf_fifo") })
      .describe("Makes a queueing discipline, such as one that the program is a part of, the root of a device."),
  }),
  z.strictObject({ send: deviceName.describe("The scenario's packet leaves through this device.") }),
  z.strictObject({
    setsockopt: z
      .strictObject({
        level: u32,
        name: u32,
        value: hexBytes,
        xattr: z
          .strictObject({ name: userXattrName, value: z.string().max(1000) })
          .optional()
          .describe("An extended attribute that the socket is given before."),
      })
      .describe("Of a fresh TCP socket."),
  }),
  z.strictObject({ getsockopt: z.strictObject({ level: u32, name: u32 }).describe("Of a fresh TCP socket.") }),
  z.strictObject({
    create_map: z
      .strictObject({
        type: z.string().regex(/^BPF_MAP_TYPE_[A-Z_]+$/, "a type of maps"),
        key_size: u32,
        value_size: u32,
        max_entries: u32,
        flags: z.array(z.string().regex(/^BPF_F_[A-Z_]+$/, "a flag of maps")).max(8),
        extra: u32.describe("map_extra."),
      })
      .partial()
      .required({ type: true })
      .describe("Asks for a map by bpf(BPF_MAP_CREATE) and gives it back; the result is 0 or -errno."),
  }),
  z.strictObject({ sleep: milliseconds.describe("Waits so many milliseconds.") }),
  z.strictObject({ burn: milliseconds.describe("Keeps the processor busy for so many milliseconds.") }),
]);

/** Where the program is attached, as far as its SEC() does not say it. */
export const attachSchema = z
  .strictObject({
    cgroup: cgroupPath.describe(
      "For cgroup programs, which then apply to the trigger's process, and for iterators of cgroups.",
    ),
    device: deviceName.describe("For tc and XDP programs that are attached, and qdiscs."),
    device_bound: z
      .boolean()
      .describe(
        "For XDP programs: loaded for the device alone (BPF_F_XDP_DEV_BOUND_ONLY), whose driver metadata kfuncs ask.",
      ),
    map: z.string().describe("For iterators over a map's elements, and programs of a socket map."),
    process: comm.describe("For iterators over the tasks of one process: its name."),
    order: z
      .enum([
        "BPF_CGROUP_ITER_SELF_ONLY",
        "BPF_CGROUP_ITER_DESCENDANTS_PRE",
        "BPF_CGROUP_ITER_DESCENDANTS_POST",
        "BPF_CGROUP_ITER_ANCESTORS_UP",
      ])
      .describe("For iterators of cgroups."),
    hook: z
      .enum(["NF_INET_PRE_ROUTING", "NF_INET_LOCAL_IN", "NF_INET_FORWARD", "NF_INET_LOCAL_OUT", "NF_INET_POST_ROUTING"])
      .describe("For netfilter programs, of IPv4."),
    priority: integer.min(-0x8000_0000).max(0x7fff_ffff).describe("For netfilter programs; -128 by default."),
    event: z
      .enum(["PERF_COUNT_SW_CPU_CLOCK", "PERF_COUNT_SW_PAGE_FAULTS", "PERF_COUNT_SW_CONTEXT_SWITCHES"])
      .describe("For perf_event programs: a software event of the trigger's process."),
    period: u32.min(1).describe("For perf_event programs: events (nanoseconds for the clock) between two runs."),
  })
  .partial();

export type Action = z.infer<typeof actionSchema>;
export type Attachment = z.infer<typeof attachSchema>;
