import type { KfuncFacts } from "../kfuncs/kfunc-facts.ts";
import type { KfuncCheck } from "./check.ts";

/** Whether programs of the type could call it if they may sleep: those of others are refused for their type. */
const isOpen = ({ sleepableSections = {}, programTypes }: KfuncFacts, type: string): boolean =>
  Object.hasOwn(sleepableSections, type) || programTypes.some((each) => each === type);

/** KF_SLEEPABLE: only sleepable programs may call it. */
export const sleepable: KfuncCheck = {
  name: "sleepable",
  description: "A kfunc with KF_SLEEPABLE is called by sleepable programs only.",
  before(kernel, { facts, prototype }) {
    const { async, program } = kernel;
    if (!facts.flags.includes("KF_SLEEPABLE") || kernel.sections.isSleepableProgram) return;
    if (!isOpen(facts, program.programType)) return;
    const where = async.running ? "this callback" : `a program of SEC("${program.section.replace(/^\?/, "")}")`;
    kernel.fault("kfunc-not-allowed", `${prototype.name} may sleep, but ${where} may not`);
  },
};
