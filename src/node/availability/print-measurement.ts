import { counted } from "../../core/words/counted.ts";
import type { Measurement } from "./measure.ts";

/** Lines of a console that tell why the guest went down. */
const CONSOLE_LINES = 3;

const lastWords = (console: string) => console.trim().split("\n").slice(-CONSOLE_LINES).join(" | ");

const barredForSleep = (because: string) => because === "sleepable";

/** Of each program type: kfuncs that some form may call, and further ones that only a form that sleeps could. */
function countTypes({ forms, judged }: Measurement): string[] {
  const types = [...new Set(forms.map(({ facts }) => facts.program_type))];
  return types.flatMap((type) => {
    const own = forms.flatMap(({ facts }, form) => (facts.program_type === type ? [form] : []));
    const allowed = judged.filter(({ verdicts }) => own.some((form) => verdicts[form]?.kind === "allowed"));
    const asleep = judged.filter((each) => {
      return !allowed.includes(each) && own.some((form) => barredForSleep(each.verdicts[form]?.because ?? ""));
    });
    const count = `${type.replace("BPF_PROG_TYPE_", "").toLowerCase()} ${allowed.length} (+${asleep.length})`;
    return allowed.length + asleep.length > 0 ? [count] : [];
  });
}

/** What a maintainer wants to see of a measurement. */
export function printMeasurement(measurement: Measurement, seconds: number): string {
  const { file, loads, boots, deaths, registrations } = measurement;
  const { release, kernel, forms, allowed, unmeasured } = file;
  const classes = new Set(forms.map((form) => form.class)).size;
  const nowhere = Object.entries(allowed).flatMap(([kfunc, found]) => (found.length === 0 ? [kfunc] : []));
  const lines = [
    `${release}: ${kernel}, ${counted(Object.keys(allowed).length, "kfunc")} in ${counted(forms.length, "form")} of ${counted(classes, "class", "classes")}`,
    `  ${counted(loads, "load")} in ${seconds.toFixed(0)} s, ${counted(boots, "boot")}`,
    ...deaths.map((console) => `  a guest went down, another went on: ${lastWords(console)}`),
    `  registrations: ${registrations.agreed} pairs as registered, ${registrations.narrowed} narrower, ${registrations.wider} wider`,
    `  allowed (+ only if it could sleep): ${countTypes(measurement).join(", ")}`,
    ...(nowhere.length > 0 ? [`  allowed nowhere: ${nowhere.join(", ")}`] : []),
    ...Object.entries(unmeasured).map(([kfunc, why]) => `  not measured: ${kfunc}: ${why}`),
  ];
  return lines.join("\n");
}
