/** What the address holds of a stepper, so that a step of a run can be linked. */
export interface StepperAddress {
  readonly scenario: string;
  /** How many steps have run; the end where it is absent. */
  readonly step?: number;
  /** What stands where the step should, and is no number. */
  readonly misreadStep?: string;
  /** Changed values of the input by path. */
  readonly changes: ReadonlyMap<string, string>;
}

const MARK = "watch";

/** Reads a fragment such as `#watch=unknown-spi&step=12&packet[1].ipv4.dst=10.0.0.9`; undefined where it is another one. */
export function readAddress(hash: string): StepperAddress | undefined {
  // `#watch` alone is the section that the stepper stands in.
  if (!hash.startsWith(`#${MARK}=`)) return undefined;
  const [first, ...others] = [...new URLSearchParams(hash.slice(1))];
  const step = others.find(([key]) => key === "step")?.[1];
  const changes = new Map(others.filter(([key]) => key !== "step"));
  const isRead = step !== undefined && /^\d+$/.test(step);
  return {
    scenario: first?.[1] ?? "",
    changes,
    ...(isRead && { step: Number(step) }),
    ...(step !== undefined && !isRead && { misreadStep: step }),
  };
}

export function printAddress({ scenario, step, changes }: StepperAddress): string {
  const entries = [[MARK, scenario], ...(step === undefined ? [] : [["step", String(step)]]), ...changes];
  return `#${new URLSearchParams(entries)}`;
}
