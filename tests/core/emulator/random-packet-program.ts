import fc from "fast-check";

/** How many bytes of global data random programs have to write what they read to. */
export const DATA_SIZE = 64;

const CONTEXT = "r6";
const END = "r7";
const DATA = "r8";

const size = fc.constantFrom("u8", "u8", "u16", "u32", "u64");
const length = fc.constantFrom(1, 2, 4, 8, 14, 14, 20, 34, 40);
/** What loads give. Subprograms and helpers take them, so that each part begins them anew. */
const scratch = fc.constantFrom(3, 4, 5);

/** Ways to ask whether so many bytes from a register on are there; r1 and r2 are changed. Some ask for what they should not. */
const comparisons: readonly ((from: string, bytes: number) => string)[] = [
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif r2 > ${END} goto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif ${END} < r2 goto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif r2 >= ${END} goto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif ${END} <= r2 goto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif r2 <= ${END} goto +1\ngoto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif ${END} >= r2 goto +1\ngoto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif ${END} > r2 goto +1\ngoto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif r2 s> ${END} goto out`,
  (from, bytes) => `r2 = ${END}\nr2 -= ${from}\nif r2 < ${bytes} goto out`,
  (from, bytes) => `r2 = ${END}\nr2 -= ${from}\nif r2 s< ${bytes} goto out`,
  (from, bytes) => `r2 = ${END}\nr2 -= ${from}\nif w2 <= ${bytes - 1} goto out`,
  (from, bytes) => `r2 = ${END}\nr2 -= ${from}\nr1 = ${bytes}\nif r1 > r2 goto out`,
  (from, bytes) => `r2 = ${END}\nr2 -= ${from}\nr1 = ${bytes}\nif r2 >= r1 goto +1\ngoto out`,
  (from, bytes) => `r2 = ${END}\nr2 += ${-bytes}\nif r2 < ${from} goto out`,
  (from, bytes) => `r2 = ${END}\nr2 += ${-bytes}\nif ${from} > r2 goto out`,
  (from, bytes) => `r2 = ${from}\nr2 -= ${END}\nr2 += ${bytes}\nif r2 s> 0 goto out`,
  (from, bytes) => `r2 = ${from}\nr2 += ${bytes}\nif r2 == ${END} goto +1\nif r2 > ${END} goto out`,
];

const comparison = fc.constantFrom(...comparisons);

const bytesOf: Readonly<Record<string, number>> = { u8: 1, u16: 2, u32: 4, u64: 8 };

interface Reach {
  readonly kind: string;
  readonly at: number;
  readonly register: number;
  readonly intent: "load" | "store" | "immediate" | "pointer";
}

/** Accesses of what a register points to, mostly within a number of bytes. */
const accesses = fc.array(
  fc.record({
    kind: size,
    at: fc.oneof({ weight: 30, arbitrary: fc.nat(39) }, { weight: 1, arbitrary: fc.constantFrom(-1, 60, 200) }),
    register: scratch,
    intent: fc.constantFrom<Reach["intent"]>("load", "load", "load", "store", "immediate", "pointer"),
  }),
  { minLength: 1, maxLength: 6 },
);

function access(base: string, bytes: number, { kind, at, register, intent }: Reach): string {
  const offset = at < 0 || at > 39 ? at : at % Math.max(1, bytes - (bytesOf[kind] ?? 1) + 1);
  const place = offset < 0 ? `${base} - ${-offset}` : `${base} + ${offset}`;
  if (intent === "load") return `r${register} = *(${kind} *)(${place})\nr0 += r${register}`;
  if (intent === "immediate") return `*(${kind} *)(${place}) = ${at}`;
  return `*(${kind} *)(${place}) = ${intent === "pointer" ? DATA : `r${register}`}`;
}

/** A header at a place that is known. */
const header = fc
  .record({
    compare: fc.option(comparison, { freq: 12 }),
    length,
    parts: accesses,
    moves: fc.constantFrom("", "", "past", "back"),
  })
  .map(({ compare, length: bytes, parts, moves }) => {
    const check = compare ? compare(DATA, bytes) : "r2 = 0";
    const move = moves === "" ? "" : `${DATA} += ${moves === "past" ? bytes : -2}`;
    return [check, ...parts.map((part) => access(DATA, bytes, part)), move].join("\n");
  });

/** A header at a place that the packet says, bounded in one way or another. */
const variable = fc
  .record({
    at: fc.nat(13),
    bound: fc.constantFrom(
      "r9 &= 31",
      "w9 &= 60",
      "r9 &= 15\nr9 <<= 2",
      "if r9 > 24 goto out",
      "if w9 >= 17 goto out",
      "r9 %= 20",
      "w9 >>= 3",
      "r9 += 2",
      "",
    ),
    half: fc.boolean(),
    compare: fc.option(comparison, { freq: 12 }),
    length,
    parts: accesses,
    keeps: fc.boolean(),
  })
  .map(({ at, bound, half, compare, length: bytes, parts, keeps }) => {
    const first = `r2 = ${DATA}\nr2 += 14\nif r2 > ${END} goto out`;
    const word = `r9 = *(u8 *)(${DATA} + ${at})`;
    const words = half ? `r9 = *(u16 *)(${DATA} + ${at - (at % 2)})\nr9 = be16 r9` : word;
    const move = "r4 = r8\nr4 += r9";
    const check = compare ? compare("r4", bytes) : "r2 = 0";
    const back = keeps ? `${DATA} = r4` : "";
    // What is loaded must not take the place of the pointer.
    const used = parts.map((part) => ({ ...part, register: part.register === 4 ? 3 : part.register }));
    return [first, words, bound, move, check, ...used.map((part) => access("r4", bytes, part)), back].join("\n");
  });

/** A loop over bytes or words of the packet, which counts them in global data. */
const loop = fc
  .record({
    times: fc.constantFrom(1, 4, 8, 30),
    step: fc.constantFrom(1, 2),
    kind: fc.constantFrom("u8", "u16"),
    checked: fc.constantFrom(true, true, true, true, false),
    mask: fc.constantFrom(7, 7, 7, 63),
    skips: fc.boolean(),
    label: fc.nat(1_000_000),
  })
  .map(({ times, step, kind, checked, mask, skips, label }) => {
    const check = checked ? `r2 = r1\nr2 += ${bytesOf[kind]}\nif r2 > ${END} goto done${label}` : "";
    const count = `r3 = r4\nr3 &= ${mask}\nr3 <<= 3\nld_pseudo r2, 6, 0\nr2 += r3\nr3 = *(u64 *)(r2 + 0)\nr3 += 1\n*(u64 *)(r2 + 0) = r3`;
    const skip = skips ? `if r4 == 0 goto next${label}` : "";
    return `r1 = ${DATA}
r5 = 0
loop${label}: ${check}
r4 = *(${kind} *)(r1 + 0)
r0 += r4
${skip}
${count}
next${label}: r1 += ${step}
r5 += 1
if r5 != ${times} goto loop${label}
done${label}: r2 = 0`;
  });

/** Copies global data to global data in blocks with jumps between them, past the end of the data in some. */
const copy = fc
  .record({
    until: fc.constantFrom(24, 32, 32, 64, 72),
    by: fc.constantFrom(4, 8),
    from: fc.constantFrom(0, 1),
    to: fc.constantFrom(0, 0, 0, 0, 1),
    what: fc.constantFrom("r4", "r4", DATA),
    label: fc.nat(1_000_000),
  })
  .map(
    ({ until, by, from, to, what, label }) => `r1 = 0
copy${label}: ld_pseudo r2, 6, ${from}
r2 += r1
r4 = *(u64 *)(r2 + 0)
if r4 == 3 goto step${label}
r4 += 1
if r4 s< 77 goto step${label}
ld_pseudo r2, 6, ${to}
r2 += r1
*(u64 *)(r2 + 0) = ${what}
step${label}: r1 += ${by}
if r1 < ${until - by} goto copy${label}
r0 += r4`,
  );

const stack = fc.constantFrom(
  `*(u64 *)(r10 - 8) = ${DATA}\n${DATA} = *(u64 *)(r10 - 8)`,
  `*(u64 *)(r10 - 16) = ${END}\nr2 = *(u64 *)(r10 - 16)\nif r2 != ${END} goto out`,
  `ld_pseudo r2, 6, 0\n*(u64 *)(r2 + 8) = ${DATA}\n${DATA} = *(u64 *)(r2 + 8)`,
  "*(u32 *)(r10 - 24) = r0\nr3 = *(u32 *)(r10 - 24)",
);

const ADJUST = { head: 44, meta: 54, tail: 65 } as const;

const again = `${END} = *(u32 *)(${CONTEXT} + 4)\n${DATA} = *(u32 *)(${CONTEXT} + 0)`;

/** Moves an end of the packet; its pointers are mostly loaded anew. */
const adjusted = fc
  .record({
    which: fc.constantFrom<keyof typeof ADJUST>("head", "head", "tail", "tail", "meta"),
    by: fc.constantFrom(0, -4, 4, -8, 8, 20, -30, -300),
    reload: fc.constantFrom(again, again, `${DATA} = *(u32 *)(${CONTEXT} + 0)`, ""),
  })
  .map(
    ({ which, by, reload }) =>
      `*(u64 *)(r10 - 32) = r0\nr1 = ${CONTEXT}\nr2 = ${by}\ncall ${ADJUST[which]}\nr1 = r0\nr0 = *(u64 *)(r10 - 32)\nr0 += r1\nr3 = 1\nr4 = 2\nr5 = 3\n${reload}`,
  );

/** A subprogram reads where the packet was checked, or should have been. */
const called = fc
  .record({ compare: fc.option(comparison, { freq: 6 }), length })
  .map(
    ({ compare, length: bytes }) =>
      `${compare ? compare(DATA, bytes) : "r2 = 0"}\n*(u64 *)(r10 - 32) = r0\nr1 = ${DATA}\nr2 = ${END}\ncall reads\nr1 = *(u64 *)(r10 - 32)\nr0 += r1\nr3 = 1\nr4 = 2\nr5 = 3`,
  );

const READS = `reads: r0 = 0
r3 = r1
r3 += 8
if r3 > r2 goto less
r0 = *(u64 *)(r1 + 0)
exit
less: r0 = *(u8 *)(r1 + 0)
exit`;

/** Assembly of an XDP program that parses packets and counts in global data: data 0 may be written, data 1 not. */
export const randomPacketProgram: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: header },
      { weight: 5, arbitrary: variable },
      { weight: 2, arbitrary: loop },
      { weight: 2, arbitrary: copy },
      { weight: 1, arbitrary: stack },
      { weight: 2, arbitrary: adjusted },
      { weight: 1, arbitrary: called },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => {
    const body = parts.map((part, index) => part.replace(/\b(loop|next|done|copy|step)\d+/g, `$1${index}`)).join("\n");
    const calls = body.includes("call reads");
    const start = `${CONTEXT} = r1\n${again}\nr0 = 0\nr3 = 1\nr4 = 2\nr5 = 3\nr9 = 0`;
    const end = "out: ld_pseudo r1, 6, 0\n*(u32 *)(r1 + 4) = r0\nr0 = 2\nexit";
    return `${start}\n${body}\n${end}\n${calls ? READS : ""}`.replace(/\n+/g, "\n").trim();
  });
