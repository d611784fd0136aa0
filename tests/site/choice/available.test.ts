import { describe, expect, test } from "vitest";
import { type AvailableTable, availabilityOf, availabilityWords } from "../../../src/site/islands/choice/available.ts";
import { answerOf, mayCall } from "../../../src/site/view/availability-answer.ts";
import { availableTable } from "../../../src/site/view/available-view.ts";
import { programTypeNames } from "../../../src/site/view/program-type-names.ts";
import { form, modelOf } from "../sample-releases.ts";

const table: AvailableTable = {
  releases: ["7.3", "6.12"],
  types: ["SOCKET_FILTER", "KPROBE", "XDP"],
  kfuncs: { bpf_old: "5 1", bpf_new: "7 -", bpf_gone: "- 7", bpf_unknown: "? ?" },
};

test.each([
  ["bpf_old", "", "", "available"],
  ["bpf_old", "", "XDP", "available"],
  ["bpf_old", "", "KPROBE", "refused"],
  ["bpf_old", "6.12", "XDP", "refused"],
  ["bpf_old", "6.12", "SOCKET_FILTER", "available"],
  ["bpf_new", "6.12", "", "absent"],
  ["bpf_new", "6.12", "XDP", "absent"],
  ["bpf_gone", "", "", "absent"],
  ["bpf_gone", "6.12", "", "available"],
  ["bpf_unknown", "7.3", "XDP", "unknown"],
  ["bpf_old", "5.4", "", "unknown"],
  ["bpf_old", "7.3", "NO_SUCH_TYPE", "unknown"],
  ["bpf_nothing", "", "", "unknown"],
])("%s on %j for %j is %s", (name, release, type, is) => {
  expect(availabilityOf(table, name, { release, type })).toBe(is);
});

test("words name the kernel and the type", () => {
  expect(availabilityWords("absent", { release: "", type: "" }, "7.3")).toBe("not in Linux 7.3");
  expect(availabilityWords("refused", { release: "6.12", type: "XDP" }, "7.3")).toBe(
    "not for XDP programs in Linux 6.12",
  );
  expect(availabilityWords("unknown", { release: "6.12", type: "XDP" }, "7.3")).toBeUndefined();
});

describe("the table of the site", () => {
  test("answers as the pages do", () => {
    const forms = [
      form("xdp", "XDP"),
      form("syscall", "SYSCALL", true),
      form("lsm", "LSM"),
      form("lsm.s", "LSM", true),
    ];
    const model = modelOf([
      { release: "7.1", kfuncs: { bpf_a: { from: ["xdp", "lsm.s"] }, bpf_b: { from: "nobody knows" } }, forms },
      { release: "6.12", kfuncs: { bpf_a: { from: ["syscall"] } }, forms },
    ]);
    expect(availabilityOf(availableTable(model), "bpf_a", { release: "", type: "LSM" })).toBe("available");
    const made = availableTable(model);
    for (const kfunc of model.kfuncs) {
      for (const kernel of model.kernels) {
        for (const { name, short } of programTypeNames) {
          const answer = answerOf(kfunc, kernel, name);
          const is = availabilityOf(made, kfunc.name, { release: kernel.release, type: short });
          const known = { absent: "absent", unbuilt: "unknown", unmeasured: "unknown" } as const;
          const expected =
            answer in known ? known[answer as keyof typeof known] : mayCall(answer) ? "available" : "refused";
          expect(is, `${kfunc.name} ${kernel.release} ${short}`).toBe(expected);
        }
      }
    }
  });
});
