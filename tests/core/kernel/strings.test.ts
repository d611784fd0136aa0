import { expect, test } from "vitest";
import { casePrograms, globalAfter, xdpPrograms } from "../../drivers/run-program.ts";

const fileScope = `
extern int bpf_strspn(const char *s__ign, const char *accept__ign) __ksym;
extern int bpf_strcspn(const char *s__ign, const char *reject__ign) __ksym;
extern int bpf_strstr(const char *s1__ign, const char *s2__ign) __ksym;
extern int bpf_strnstr(const char *s1__ign, const char *s2__ign, size_t len) __ksym;
/* Each place of the first but for the last ones begins with all of the second but for its end. */
char many[65536] = { [0 ... 65534] = 'a' };
char part[32768] = { [0 ... 32765] = 'a', 'b' };
char longest[65536] = { [0 ... 65535] = 'a' };
char set[65536] = { [0 ... 65533] = 'b', 'a' };
int result, within_ten;
`;

const run = xdpPrograms(
  {
    "bpf_strstr, not found": "result = bpf_strstr(many, part); return 0;",
    "bpf_strstr, too long": "result = bpf_strstr(longest, longest); return 0;",
    "bpf_strspn, of the set's last": "result = bpf_strspn(many, set); return 0;",
    "bpf_strspn, of a set without an end": "result = bpf_strspn(part, longest); return 0;",
    bpf_strcspn: "set[65534] = 0; result = bpf_strcspn(many, set); return 0;",
  },
  { fileScope },
);

test.each([
  ["bpf_strstr, not found", "-2"],
  ["bpf_strstr, too long", "-7"],
  ["bpf_strspn, of the set's last", "65535"],
  ["bpf_strspn, of a set without an end", "-7"],
  ["bpf_strcspn", "65535"],
] as const)("strings of 64 KiB are read once: %s", (name, result) => {
  const outcome = run(name);
  expect(outcome.fault).toBeUndefined();
  expect(globalAfter(outcome, "result")).toBe(result);
});

/** Where a search that never goes back could leave out a place, or take a wrong one. */
const searches = [
  { text: "aabaabaaab", part: "aabaaab", anywhere: "3", withinTen: "3" },
  { text: "aaaaab", part: "aab", anywhere: "3", withinTen: "3" },
  { text: "ababcababd", part: "ababd", anywhere: "5", withinTen: "5" },
  { text: "abcabcabcabd", part: "abcabd", anywhere: "6", withinTen: "-2" },
  { text: "aabaaabaaac", part: "aabaaac", anywhere: "4", withinTen: "-2" },
  { text: "abababab", part: "abac", anywhere: "-2", withinTen: "-2" },
  { text: "aaa", part: "aaaa", anywhere: "-2", withinTen: "-2" },
].map((each) => ({ ...each, name: `${each.part} in ${each.text}` }));

const search = casePrograms(
  searches,
  ({ text, part }) => `
    result = bpf_strstr("${text}", "${part}");
    within_ten = bpf_strnstr("${text}", "${part}", 10);
    return 0;`,
  { fileScope },
);

test.each(searches)("the first place is found: $name", ({ name, anywhere, withinTen }) => {
  const outcome = search(name);
  expect([globalAfter(outcome, "result"), globalAfter(outcome, "within_ten")]).toEqual([anywhere, withinTen]);
});
