import { negativeErrno } from "../../uapi/errno.ts";
import { kernelMemory } from "../helpers/probe-read.ts";
import type { Kernel } from "../kernel.ts";
import type { KfuncModel } from "./model.ts";
import type { KfuncSignatures } from "./signatures.ts";

/** XATTR_SIZE_MAX (include/uapi/linux/limits.h, v7.3): no string is looked at any further. */
const LONGEST = 65_536;

const [ENOENT, E2BIG] = [negativeErrno("ENOENT"), negativeErrno("E2BIG")];

/** What ends the look at a string that can't be read to its end. */
class Unreadable extends Error {}

/**
 * Gives the character at an index, unsigned as the kernel is compiled; throws `Unreadable` where no memory is. An index is asked
 * for after all those below it.
 */
type Text = (index: number) => number;

/** tolower (include/linux/ctype.h and lib/ctype.c, v7.3): capitals of Latin-1, too. */
function lowered(char: number): number {
  const isCapital = (char >= 0x41 && char <= 0x5a) || (char >= 0xc0 && char <= 0xde && char !== 0xd7);
  return isCapital ? char + 0x20 : char;
}

const loweredText =
  (text: Text): Text =>
  (index) =>
    lowered(text(index));

/** Reads each byte once, however often it is asked for. */
function textAt(kernel: Kernel, address: bigint): Text {
  const known: number[] = [];
  return (index) => {
    const char = known[index];
    if (char !== undefined) return char;
    const byte = kernelMemory(kernel, address + BigInt(index), 1);
    if (typeof byte === "string") throw new Unreadable();
    known[index] = byte[0] ?? 0;
    return known[index];
  };
}

/** copy_from_kernel_nofault_allowed (arch/x86/mm/maccess.c, v7.3). */
const isKernels = (kernel: Kernel, address: bigint): boolean =>
  !kernel.memory.isNull(address) && kernelMemory(kernel, address, 1) !== "ERANGE";

/** What the kernel's functions do around their work: strings outside of the kernel, and what can't be read. */
function onTexts(kernel: Kernel, addresses: readonly bigint[], work: (first: Text, second: Text) => number): number {
  if (!addresses.every((address) => isKernels(kernel, address))) return negativeErrno("ERANGE");
  const [first = 0n, second = 0n] = addresses;
  try {
    return work(textAt(kernel, first), textAt(kernel, second));
  } catch (error) {
    if (error instanceof Unreadable) return negativeErrno("EFAULT");
    throw error;
  }
}

/** A `size_t` as a number, which is only compared with what lies below `LONGEST`. */
const within = (size: bigint | number): number => Number(size);

/** __bpf_strncasecmp. */
function compare(left: Text, right: Text, length: number): number {
  const end = Math.min(length, LONGEST);
  for (let index = 0; index < end; index++) {
    const [one, other] = [left(index), right(index)];
    if (one !== other) return one < other ? -1 : 1;
    if (one === 0) return 0;
  }
  return end === LONGEST ? E2BIG : 0;
}

/** bpf_strnchr. */
function find(text: Text, count: number, wanted: number): number {
  const end = Math.min(count, LONGEST);
  for (let index = 0; index < end; index++) {
    const char = text(index);
    if (char === wanted) return index;
    if (char === 0) return ENOENT;
  }
  return end === LONGEST ? E2BIG : ENOENT;
}

/** bpf_strnlen. */
function measure(text: Text, count: number): number {
  const end = Math.min(count, LONGEST);
  for (let index = 0; index < end; index++) if (text(index) === 0) return index;
  return end === LONGEST ? E2BIG : end;
}

/**
 * Whether a string holds a character before its end, which no character asked for is; undefined where it is too long. It is read
 * no further than to the first of the character, as in the kernel, and by later calls from there.
 */
function holds(text: Text): (wanted: number) => boolean | undefined {
  const seen = new Set<number>();
  let index = 0;
  return (wanted) => {
    while (!seen.has(wanted)) {
      if (index === LONGEST) return undefined;
      const char = text(index);
      if (char === 0) return false;
      seen.add(char);
      index++;
    }
    return true;
  };
}

/** bpf_strspn and bpf_strcspn: how many characters the set holds, or does not hold. */
function span(text: Text, set: Text, areHeld: boolean): number {
  const inSet = holds(set);
  for (let index = 0; index < LONGEST; index++) {
    const char = text(index);
    if (char === 0) return index;
    const isHeld = inSet(char);
    if (isHeld === undefined) return E2BIG;
    if (isHeld !== areHeld) return index;
  }
  return E2BIG;
}

/**
 * For each length of a string's beginning, the longest shorter beginning that it ends with: where the search of Knuth, Morris and
 * Pratt goes on. To be asked for one length after the other, once all of its characters are known.
 */
function borders(part: Text): (length: number) => number {
  const known = [0, 0];
  return (length) => {
    while (known.length <= length) {
      const last = part(known.length - 1);
      let border = known.at(-1) ?? 0;
      while (border > 0 && part(border) !== last) border = known[border] ?? 0;
      known.push(part(border) === last ? border + 1 : 0);
    }
    return known[length] ?? 0;
  };
}

/**
 * __bpf_strnstr, which tries each place of the first string anew: here the search never goes back. The places that it leaves out
 * differ from the second string before anything else can be said of them.
 */
function findText(text: Text, part: Text, length: number): number {
  const borderOf = borders(part);
  let [start, matched] = [0, 0];
  while (start < LONGEST) {
    if (matched === LONGEST) return E2BIG;
    const wanted = part(matched);
    if (wanted === 0) return start;
    if (start + matched === length) return ENOENT;
    const char = text(start + matched);
    if (char === 0) return ENOENT;
    if (char === wanted) matched++;
    else if (matched === 0) start++;
    else {
      const border = borderOf(matched);
      start += matched - border;
      matched = border;
    }
  }
  return E2BIG;
}

const char = (value: number): number => value & 0xff;

type StringKfunc = Extract<keyof KfuncSignatures, `bpf_str${string}`>;
type Args<Name extends StringKfunc> = KfuncSignatures[Name]["args"];

/** A kfunc of kernel/bpf/helpers.c, v7.3, on the strings that `addresses` names. */
function model<Name extends StringKfunc>(
  name: Name,
  addresses: (args: Args<Name>) => readonly bigint[],
  work: (args: Args<Name>, first: Text, second: Text) => number,
): KfuncModel<Name> {
  const call = (kernel: Kernel, args: Args<Name>) =>
    onTexts(kernel, addresses(args), (first, second) => work(args, first, second));
  return { name, notModelled: [], call: call as KfuncModel<Name>["call"] };
}

const two = ({ s1__ign, s2__ign }: { readonly s1__ign: bigint; readonly s2__ign: bigint }) => [s1__ign, s2__ign];
const one = ({ s__ign }: { readonly s__ign: bigint }) => [s__ign];

export const strings: readonly KfuncModel<StringKfunc>[] = [
  model("bpf_strcmp", two, (_, left, right) => compare(left, right, LONGEST)),
  model("bpf_strcasecmp", two, (_, left, right) => compare(loweredText(left), loweredText(right), LONGEST)),
  model("bpf_strncasecmp", two, ({ len }, left, right) => compare(loweredText(left), loweredText(right), within(len))),
  model("bpf_strnchr", one, ({ count, c }, text) => find(text, within(count), char(c))),
  model("bpf_strchr", one, ({ c }, text) => find(text, LONGEST, char(c))),
  model("bpf_strchrnul", one, ({ c }, text) => {
    for (let index = 0; index < LONGEST; index++) if ([0, char(c)].includes(text(index))) return index;
    return E2BIG;
  }),
  model("bpf_strrchr", one, ({ c }, text) => {
    let last = ENOENT;
    for (let index = 0; index < LONGEST; index++) {
      if (text(index) === c) last = index;
      if (text(index) === 0) return last;
    }
    return E2BIG;
  }),
  model("bpf_strnlen", one, ({ count }, text) => measure(text, within(count))),
  model("bpf_strlen", one, (_, text) => measure(text, LONGEST)),
  model(
    "bpf_strspn",
    ({ s__ign, accept__ign }) => [s__ign, accept__ign],
    (_, text, set) => span(text, set, true),
  ),
  model(
    "bpf_strcspn",
    ({ s__ign, reject__ign }) => [s__ign, reject__ign],
    (_, text, set) => span(text, set, false),
  ),
  model("bpf_strstr", two, (_, text, part) => findText(text, part, LONGEST)),
  model("bpf_strcasestr", two, (_, text, part) => findText(loweredText(text), loweredText(part), LONGEST)),
  model("bpf_strnstr", two, ({ len }, text, part) => findText(text, part, within(len))),
  model("bpf_strncasestr", two, ({ len }, text, part) => findText(loweredText(text), loweredText(part), within(len))),
];
