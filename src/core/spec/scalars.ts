import { z } from "zod";

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens");

/** Some text of one line or more, without the space around it. */
export const text = () => z.string().trim().min(1);

export const integer = z.number().int();
export const u8 = integer.min(0).max(0xff);
export const u16 = integer.min(0).max(0xffff);
export const u32 = integer.min(0).max(0xffff_ffff);
/** A number of 64 bits as text: beyond 2^53 YAML's numbers are not exact. */
export const digits = z
  .string()
  .regex(/^(-?\d{1,20}|0x[0-9a-f]{1,16})$/i, { error: "a number of at most 64 bits, in quotes", abort: true });

/** A number, an enumerator, or the bytes of something else in hexadecimal. */
export const value = z.union([integer, z.string()]);

export const ipv4 = z.ipv4();
export const mac = z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i, "six bytes such as 02:00:00:00:00:01");

/** Ids of network namespaces are signed 32-bit numbers in the kernel. */
export const netnsId = integer.min(0).max(0x7fff_ffff);
/** A process's name as the kernel keeps it: TASK_COMM_LEN is 16 with the zero at the end. */
export const comm = z.string().regex(/^[\x21-\x7e]{1,15}$/, "1 to 15 printable characters without a space");
/** Kept free for scenarios: others of the machine are below or above. 1000 is the process that runs the trigger. */
export const pid = integer.min(1001).max(4999);
/** Below the mount point of cgroup v2. */
export const cgroupPath = z.string().regex(/^(\/[A-Za-z0-9_][A-Za-z0-9_.-]*){1,8}$/, "a path such as /parent/child");
export const deviceName = z.string().regex(/^[a-z][a-z0-9._-]{0,14}$/, "a name such as veth0");
/** Files of a scenario stand in /tmp, which is a tmpfs of its own for each. */
export const filePath = z
  .string()
  .regex(/^\/tmp(\/[A-Za-z0-9_][A-Za-z0-9_.-]*){1,8}$/, "a path below /tmp such as /tmp/file");
export const xattrName = z.string().regex(/^(user|security|trusted)\.[A-Za-z0-9_.]{1,200}$/, "such as user.kfdoc");
/** The only ones that anybody may set in the file systems of cgroups. */
export const userXattrName = z.string().regex(/^user\.[A-Za-z0-9_.]{1,200}$/, "such as user.kfdoc");
/** What the kernel shows of itself. */
export const procPath = z.string().regex(/^\/proc\/[a-z]+$/, "a file such as /proc/version");
export const hexBytes = z.string().regex(/^([0-9a-f]{2}\s*)*$/i, "hexadecimal bytes");
