import fc from "fast-check";

/** How many bytes of global data random loops have to read and write. */
export const DATA_SIZE = 96;

const bits = fc.constantFrom("r", "w");
const size = fc.constantFrom("u8", "u16", "u32", "u64");
const offset = fc.constantFrom("+ 0", "+ 0", "+ 0", "+ 1", "+ 2", "+ 4", "+ 8", "- 1", "- 8");
/** What loads give where r10 - 24 points to may be pointers. r2 and r3 count, r4 grows by what it was made of, r5 is data, r6 stays as it is. */
const scratch = fc.constantFrom(0, 5, 7);

const address = (data: number, index: number, start: number) => `ld_pseudo r8, 6, ${data}, ${start}\nr8 += r${index}`;

const load = fc
  .record({
    dst: scratch,
    size,
    offset,
    data: fc.constantFrom(0, 0, 1),
    index: fc.constantFrom(2, 2, 2, 3, 4),
    start: fc.nat(12),
  })
  .map((each) => `${address(each.data, each.index, each.start)}\nr${each.dst} = *(${each.size} *)(r8 ${each.offset})`);

const store = fc
  .record({
    src: fc.constantFrom(2, 5, 7, 9),
    size,
    offset,
    data: fc.constantFrom(0, 0, 0, 0, 0, 1),
    index: fc.constantFrom(2, 2, 2, 3, 4),
    start: fc.nat(12),
  })
  .map((each) => `${address(each.data, each.index, each.start)}\n*(${each.size} *)(r8 ${each.offset}) = r${each.src}`);

const arithmetic = fc
  .record({
    bits,
    dst: scratch,
    operator: fc.constantFrom("+=", "^=", "|=", "&=", "<<=", ">>=", "*="),
    right: fc.constantFrom("r2", "r5", "7", "3"),
  })
  .filter(({ bits: half, right }) => half === "r" || !right.startsWith("r"))
  .map(({ bits: half, dst, operator, right }) => `${half}${dst} ${operator} ${right}`);

/** What makes an index of something else. */
const index = fc.constantFrom(
  "r4 = r2\nr4 <<= 1",
  "w4 = w2\nw4 &= 31",
  "r4 = r2\nr4 *= r6",
  "r4 += 3",
  "r4 = r7\nr4 &= 63",
  "r4 = r7",
  "w4 += 5",
  "r8 = *(u64 *)(r10 - 24)\nr4 = *(u32 *)(r8 + 0)\nr4 >>= 28",
);

const stack = fc.constantFrom(
  "*(u64 *)(r10 - 8) = r2",
  "r5 = *(u32 *)(r10 - 16)",
  "*(u32 *)(r10 - 16) = r5",
  "r7 = *(u64 *)(r10 - 8)",
);

const skip = fc.record({
  over: fc.oneof(load, store, arithmetic),
  at: fc.constantFrom("if r5 > 9", "if r2 == 4", "if w7 s< 0"),
});

interface Lines {
  readonly body: readonly string[];
  readonly labels: number;
}

const lines = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: load },
      { weight: 3, arbitrary: store },
      { weight: 3, arbitrary: arithmetic },
      { weight: 1, arbitrary: index },
      { weight: 1, arbitrary: stack },
      { weight: 1, arbitrary: skip },
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts) =>
    parts
      .reduce<Lines>(
        ({ body, labels }, part) =>
          typeof part === "string"
            ? { body: [...body, part], labels }
            : { body: [...body, `${part.at} goto on${labels}`, part.over, `on${labels}:`], labels: labels + 1 },
        { body: [], labels: 0 },
      )
      .body.join("\n"),
  );

const counting = fc.record({
  half: bits,
  from: fc.constantFrom("0", "1", "4", "80", "-1", "0x7ffffff0", "0xfffffff8 ll"),
  by: fc.constantFrom("1", "1", "2", "4", "8", "3", "-1", "r6"),
  until: fc.constantFrom(
    "!= 8",
    "!= 64",
    "!= 96",
    "< 48",
    "< 64",
    "< 90",
    "< 97",
    "!= 0x7ffffff8",
    "s< 50",
    "> 3",
    "== 16",
  ),
  beside: fc.constantFrom("", "r3 += 1", "w3 += 4"),
});

/** Assembly of a loop that reads and writes global data, entered by one way or two, with what the loop counts by at its end. */
export const randomLoop: fc.Arbitrary<string> = fc
  .record({
    body: lines,
    counting,
    step: fc.constantFrom(1, 3, 16, 0),
    pointer: fc.boolean(),
    behaving: fc.boolean(),
    again: fc.boolean(),
  })
  .map(({ body, counting: { half, from, by, until, beside }, step, pointer, behaving, again }) => {
    const grow = by === "r6" ? `${half}2 += ${half}6` : `${half}2 += ${by}`;
    const where = `r9 = ${pointer ? "r10" : "r1"}\n${behaving ? "call 2" : "r0 = r1"}\n*(u64 *)(r10 - 24) = r0`;
    const start = `${where}\nr0 = 0\nr3 = 0\nr4 = 0\nr5 = 3\nr6 = ${step}\nr7 = 9\n*(u32 *)(r10 - 16) = r5\n*(u64 *)(r10 - 8) = r5\nr1 = 0`;
    const loop = `r2 = ${from}\nloop: r0 += r5\n${body}\n${beside}\n${grow}\nif ${half}2 ${until} goto loop`;
    return `${start}\nonce: ${loop}\n${again ? "r1 += 1\nif r1 != 3 goto once" : ""}\nr0 ^= r7\nexit`.replace(
      /\n+/g,
      "\n",
    );
  });
