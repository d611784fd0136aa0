import type { LinkedObject, LinkedProgram } from "../../object/linked-object.ts";
import { loadedMaps } from "../../object/loaded-maps.ts";
import { PROG_ARRAY } from "../../object/map-definition.ts";
import { findProgram } from "../find-program.ts";
import { tailCallTargets } from "../program-image.ts";
import { SetupSignal } from "../setup-problem.ts";
import { isReplacement, type Replacement } from "./replacements.ts";

function checkName(object: LinkedObject, name: string, path: readonly (string | number)[]): void {
  if (isReplacement(findProgram(object, name, path))) return;
  const names = object.programs.filter(isReplacement).map((each) => each.name);
  const help = `The object's SEC("freplace/…") programs: ${names.join(", ") || "none"}.`;
  throw new SetupSignal(`The program ${name} can't run in the place of a function`, path, help);
}

/** Attach types whose number is 0; programs without one have it, too. */
const unattached: readonly (string | undefined)[] = [undefined, "BPF_CGROUP_INET_INGRESS"];

/** The program arrays that a program takes, of programs that it does not count among: its attach type is 0 (__bpf_prog_map_compatible, v7.3). */
function foreignArray(object: LinkedObject, { instructions }: LinkedProgram): string | undefined {
  const taken = loadedMaps(instructions).flatMap(({ map }) => object.maps[map] ?? []);
  const attachTypeOf = (name: string | undefined) => object.programs.find((each) => each.name === name)?.attachType;
  return taken.find(
    (map) =>
      map.kind === "declared" &&
      map.definition.type === PROG_ARRAY &&
      map.values.some(({ program }) => !unattached.includes(attachTypeOf(program))),
  )?.name;
}

/** Throws a SetupSignal where libbpf would not find what a scenario names (`names`), or Linux would not attach it. */
export function checkReplacements(
  object: LinkedObject,
  program: LinkedProgram,
  names: readonly string[],
  replacements: readonly Replacement[],
): void {
  for (const [index, name] of names.entries()) checkName(object, name, ["replaced_by", index]);
  if (replacements.length > 0 && tailCallTargets(object).includes(program.name)) {
    const message = `Linux replaces no function of ${program.name}, which stands in a program array (EBUSY)`;
    throw new SetupSignal(message, ["replaced_by"]);
  }
  for (const [index, { by, name }] of replacements.entries()) {
    const array = foreignArray(object, by);
    if (array !== undefined) {
      const message = `Linux does not load ${by.name}: the programs in ${array} have an attach type (EINVAL)`;
      throw new SetupSignal(message, ["replaced_by"]);
    }
    if (object.btf.find("func", name) === undefined) {
      throw new SetupSignal(`The object has no function ${name}, which SEC("${by.section}") names`, ["replaced_by"]);
    }
    if (replacements.findIndex((each) => each.name === name) === index) continue;
    throw new SetupSignal(`Linux lets only one program replace ${name} (EBUSY)`, ["replaced_by"]);
  }
}
