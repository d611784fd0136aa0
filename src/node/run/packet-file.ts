import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { toHex } from "../../core/bytes/hex.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import { UsageError } from "../reports/usage-error.ts";

/** The file header's first four bytes, in either byte order, with times in micro- or nanoseconds (pcap-savefile(5), libpcap). */
const magics = [0xa1b2c3d4, 0xa1b23c4d] as const;
const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
const CAPTURED_LENGTH = 8;
/** LINKTYPE_ETHERNET. */
const ETHERNET = 1;
/** Each is a run. */
const MOST_PACKETS = 1000;

const help = "Give a capture of Ethernet frames as libpcap saves it (.pcap), or a file that holds one frame (.bin).";

function readCapture(bytes: Uint8Array, path: string): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse = (why: string): never => {
    throw new UsageError(`${path} ${why}`, help);
  };
  if (bytes.length < FILE_HEADER_BYTES) return refuse("is no capture");
  const isLittle = magics.some((magic) => view.getUint32(0, true) === magic);
  if (!isLittle && !magics.some((magic) => view.getUint32(0) === magic)) return refuse("is no capture of libpcap's");
  if ((view.getUint32(20, isLittle) & 0xffff) !== ETHERNET) return refuse("holds no Ethernet frames");
  const packets: Uint8Array[] = [];
  for (let at = FILE_HEADER_BYTES; at < bytes.length; ) {
    if (at + RECORD_HEADER_BYTES > bytes.length) return refuse("ends within a record");
    const length = view.getUint32(at + CAPTURED_LENGTH, isLittle);
    const start = at + RECORD_HEADER_BYTES;
    if (length > bytes.length - start) return refuse("ends within a packet");
    packets.push(bytes.subarray(start, start + length));
    if (packets.length > MOST_PACKETS) return refuse(`has more than ${MOST_PACKETS} packets`);
    at = start + length;
  }
  return packets.length > 0 ? packets : refuse("holds no packet");
}

/** What is no packet, by its first bytes. */
const others: readonly (readonly [start: string, is: string, help: string])[] = [
  [
    "7f454c46",
    "is an ELF object, not a packet",
    `The object comes first: ${kfdocCommand("run prog.o --packet in.pcap")}.`,
  ],
  [
    "0a0d0d0a",
    "is a capture in pcapng",
    "editcap -F pcap, which comes with Wireshark, turns it into one that libpcap wrote.",
  ],
];

function refuseOthers(bytes: Uint8Array, path: string): void {
  const start = toHex(bytes.subarray(0, 4));
  const other = others.find(([each]) => each === start);
  if (other) throw new UsageError(`${path} ${other[1]}`, other[2]);
}

/** The frames of a capture, or the one that a file holds. */
export function readPackets(path: string): Uint8Array[] {
  const bytes = readBytes(path);
  refuseOthers(bytes, path);
  return [".pcap", ".cap", ".dump"].includes(extname(path)) ? readCapture(bytes, path) : [bytes];
}

/** A file that the command line names; one that can't be read is the caller's mistake. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (reason === "ENOENT") throw new UsageError(`There is no ${path}`, "Name a file that is there.");
    throw new UsageError(`${path} can't be read: ${reason}`, "Name a file that is there.");
  }
}
