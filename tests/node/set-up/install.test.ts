import { describe, expect, test } from "vitest";
import { setUp } from "../../../src/node/set-up/install.ts";
import type { Machine } from "../../../src/node/set-up/machine.ts";
import type { Requirement } from "../../../src/node/set-up/requirements.ts";

interface Recorded extends Machine {
  readonly said: string[];
  readonly ran: string[];
}

/** A machine on paper: which commands it has, which packages apt offers, and whether an installer works. */
function machine(options: {
  readonly commands: readonly string[];
  readonly root?: boolean;
  readonly offered?: readonly string[];
  readonly offeredAfterUpdate?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}): Recorded {
  const said: string[] = [];
  const ran: string[] = [];
  const offered = () => (ran.some((line) => line.includes("update")) && options.offeredAfterUpdate) || options.offered;
  return {
    said,
    ran,
    environment: options.environment ?? {},
    isRoot: options.root ?? false,
    has: (command) => options.commands.includes(command),
    ask: (command, args) => {
      if (command === "sudo") return options.commands.includes("sudo") ? "" : undefined;
      return args.map((name) => `${name}:\n  Candidate: ${offered()?.includes(name) ? "1" : "(none)"}\n`).join("");
    },
    install: (command) => {
      ran.push(command.join(" "));
      return { ok: true, output: "" };
    },
    say: (line) => said.push(line),
  };
}

/** A requirement that is met once any installer ran on the machine. */
function requirement(
  name: string,
  apt: readonly string[],
  at: () => Recorded,
  brew: readonly string[] = [],
): Requirement {
  const isThere = () => at().ran.some((line) => /install/.test(line));
  return {
    name,
    why: "of a test",
    lacks: () => (isThere() ? undefined : [`no ${name} in PATH`]),
    variable: name.toUpperCase(),
    packages: { apt, brew },
    byHand: `Get ${name}.`,
  };
}

const install = "apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300";

describe("setUp", () => {
  test("does and says nothing where all is there", () => {
    const on = machine({ commands: ["apt-get"], root: true });
    on.ran.push("install before");
    expect(setUp(on, [requirement("clang", ["clang-19"], () => on)])).toBe(true);
    expect(on.said).toEqual([]);
    expect(on.ran).toEqual(["install before"]);
  });

  test("installs the best package that apt offers, all in one go, a line for each", () => {
    const on = machine({ commands: ["apt-get"], root: true, offered: ["clang-16", "clang-15", "libbpf-dev"] });
    const wanted = [
      requirement("clang", ["clang-19", "clang-16", "clang-15"], () => on),
      requirement("libbpf", ["libbpf-dev"], () => on),
    ];
    expect(setUp(on, wanted)).toBe(true);
    expect(on.ran).toEqual([`${install} clang-16 libbpf-dev`]);
    expect(on.said).toEqual(["Installing clang (clang-16): of a test.", "Installing libbpf (libbpf-dev): of a test."]);
  });

  test("fetches apt's lists only where they lack a package", () => {
    const on = machine({ commands: ["apt-get"], root: true, offered: [], offeredAfterUpdate: ["clang-19"] });
    expect(setUp(on, [requirement("clang", ["clang-19"], () => on)])).toBe(true);
    expect(on.ran).toEqual(["apt-get update -q", `${install} clang-19`]);
  });

  test("uses sudo that asks for no password", () => {
    const on = machine({ commands: ["apt-get", "sudo"], offered: ["clang-19"] });
    expect(setUp(on, [requirement("clang", ["clang-19"], () => on)])).toBe(true);
    expect(on.ran).toEqual([`sudo -n env DEBIAN_FRONTEND=noninteractive ${install} clang-19`]);
  });

  test("prints the exact command where it may not install", () => {
    const on = machine({ commands: ["apt-get"], offered: ["clang-18"] });
    expect(setUp(on, [requirement("clang", ["clang-19", "clang-18"], () => on)])).toBe(false);
    expect(on.ran).toEqual([]);
    expect(on.said.join("\n")).toContain("sudo apt-get install -y --no-install-recommends clang-18");
  });

  test("installs nothing over a choice made by hand", () => {
    const on = machine({
      commands: ["apt-get"],
      root: true,
      offered: ["clang-19"],
      environment: { CLANG: "/nowhere" },
    });
    expect(setUp(on, [requirement("clang", ["clang-19"], () => on)])).toBe(false);
    expect(on.ran).toEqual([]);
    expect(on.said.join("\n")).toContain("$CLANG is set");
  });

  test("takes brew where there is no apt, and says what brew does not have", () => {
    const withBrew = machine({ commands: ["brew"] });
    expect(setUp(withBrew, [requirement("clang", [], () => withBrew, ["llvm"])])).toBe(true);
    expect(withBrew.ran).toEqual(["brew install -q llvm"]);
    const without = machine({ commands: ["brew"] });
    expect(setUp(without, [requirement("libbpf", ["libbpf-dev"], () => without)])).toBe(false);
    expect(without.said).toContain("  Get libbpf.");
  });

  test("says everything that is missing where there is no package manager", () => {
    const on = machine({ commands: [] });
    const wanted = [requirement("clang", ["clang-19"], () => on), requirement("libbpf", ["libbpf-dev"], () => on)];
    expect(setUp(on, wanted)).toBe(false);
    expect(on.said).toEqual(
      ["clang", "libbpf"].flatMap((name) => [
        `${name} is missing: of a test.`,
        `  no ${name} in PATH`,
        `  Get ${name}.`,
      ]),
    );
  });
});
