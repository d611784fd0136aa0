import type { Contender, Runner } from "./contenders/contender.ts";
import type { MeasuredProgram } from "./measured-program.ts";

/** Time that one sample is to take, and how many samples there are of each. */
const SAMPLE_MILLISECONDS = 120;
const SAMPLES = 9;
/** WebAssembly engines go over to better code while a contender is warmed up. */
const WARM_UP_MILLISECONDS = 60;
const FIRST_ROUNDS = 16;

export interface Measurement {
  readonly contender: string;
  /** Million BPF instructions in a second, the median; or why there is none. */
  readonly speed: number | { readonly missing: string };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Prepared {
  readonly name: string;
  readonly runner: Runner;
  rounds: number;
  readonly speeds: number[];
}

/** Instructions of one round. The program is the same for everyone, so is what it executes. */
async function instructionsPerRound({ runner }: Prepared): Promise<number> {
  const [one, two] = [await runner.run(1), await runner.run(2)];
  return (two.instructions ?? Number.NaN) - (one.instructions ?? Number.NaN);
}

/** Runs ever more rounds until they take long enough to tell how many a sample needs. */
async function warmUp(prepared: Prepared): Promise<void> {
  for (let rounds = FIRST_ROUNDS; ; rounds *= 2) {
    const { milliseconds } = await prepared.runner.run(rounds);
    if (milliseconds < WARM_UP_MILLISECONDS) continue;
    prepared.rounds = Math.max(1, Math.ceil((SAMPLE_MILLISECONDS / milliseconds) * rounds));
    return;
  }
}

/** Every contender must give the same result. */
async function agree(all: readonly Prepared[], program: MeasuredProgram): Promise<void> {
  const results = new Map<string, number>();
  for (const { name, runner } of all) results.set(name, (await runner.run(3)).result);
  if (new Set(results.values()).size > 1) {
    throw new Error(`${program.name} gives different results: ${JSON.stringify([...results])}`);
  }
}

/** Measures one program with every contender, sample by sample in turn, so that what else the machine does falls on all alike. */
export async function measure(program: MeasuredProgram, contenders: readonly Contender[]): Promise<Measurement[]> {
  const prepared: Prepared[] = [];
  const missing = new Map<string, string>();
  for (const { name, prepare } of contenders) {
    const runner = await prepare(program);
    if ("missing" in runner) missing.set(name, runner.missing);
    else prepared.push({ name, runner, rounds: 1, speeds: [] });
  }
  const [counting] = prepared;
  const instructions = counting ? await instructionsPerRound(counting) : Number.NaN;
  await agree(prepared, program);
  for (const each of prepared) await warmUp(each);
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const each of prepared) {
      const { milliseconds } = await each.runner.run(each.rounds);
      each.speeds.push((instructions * each.rounds) / milliseconds / 1e3);
    }
  }
  for (const { runner } of prepared) runner.close?.();
  return contenders.map(({ name }) => {
    const found = prepared.find((each) => each.name === name);
    return { contender: name, speed: found ? median(found.speeds) : { missing: missing.get(name) ?? "" } };
  });
}
