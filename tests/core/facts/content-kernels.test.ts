import { describe, expect, test } from "vitest";
import { printType } from "../../../src/core/btf/print-type.ts";
import { isBuiltWithout } from "../../../src/core/facts/built-without.ts";
import { comparePrototypes, printPrototype } from "../../../src/core/facts/prototype.ts";
import { compareVersions } from "../../../src/core/spec/versions.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";

const { releases, histories, btf } = contentKernels;
const [newest] = releases;

describe("the facts of the committed kernels", () => {
  test("are read the newest first", () => {
    const names = releases.map(({ release }) => release);
    expect(names).toEqual(names.toSorted((left, right) => compareVersions(right, left)));
    expect(names.length).toBeGreaterThan(0);
  });

  test("say of each kfunc of the newest what its types say", () => {
    const differing = [...(newest?.kfuncs ?? [])].flatMap(([name, fact]) => {
      const id = btf.find("func", name);
      const func = id === undefined ? undefined : btf.type(id);
      const proto = func?.kind === "func" ? btf.resolved(func.type) : undefined;
      if (proto?.kind !== "func_proto") return [`${name}: no such function`];
      const actual = {
        returns: printType(btf, proto.returns),
        params: proto.params.map((param) => ({ name: param.name, type: printType(btf, param.type) })),
      };
      const isSame = comparePrototypes(fact, actual) === undefined;
      return isSame ? [] : [`${printPrototype(name, fact)} is ${printPrototype(name, actual)}`];
    });
    expect(differing).toEqual([]);
  });

  test("give each kfunc one history that begins in the oldest release that has it", () => {
    for (const { name, first, releases: having } of histories.values()) {
      const oldest = releases.findLast(({ kfuncs }) => kfuncs.has(name));
      expect([name, first.release, having.at(-1)]).toEqual([name, oldest?.release, oldest?.release]);
    }
  });

  test("hold no kfunc that needs an option which the kernel is said to be built without", () => {
    const built = releases.flatMap(({ release, kfuncs }) =>
      [...kfuncs.keys()].filter((name) => isBuiltWithout(release, name)).map((name) => `${release} ${name}`),
    );
    expect(built).toEqual([]);
  });
});
