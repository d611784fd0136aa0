/** A value and when it was measured. */
interface Sample {
  readonly time: number;
  readonly value: number;
}

type Filter = readonly [Sample, Sample, Sample];

const age = (sample: Sample, since: Sample): number => (sample.time - since.time) >>> 0;

/** minmax_subwin_update: lets the best samples go as they leave the window, and keeps later ones from its quarters in store. */
function shift([first, second, third]: Filter, window: number, fresh: Sample): Filter {
  const passed = age(fresh, first);
  if (passed > window) {
    const moved: Filter = [second, third, fresh];
    return age(fresh, second) > window ? [third, fresh, fresh] : moved;
  }
  if (second.time === first.time && passed > window >>> 2) return [first, fresh, fresh];
  if (third.time === second.time && passed > window >>> 1) return [first, second, fresh];
  return [first, second, third];
}

function runningMax([first, second, third]: Filter, window: number, fresh: Sample): Filter {
  if (fresh.value >= first.value || age(fresh, third) > window) return [fresh, fresh, fresh];
  if (fresh.value >= second.value) return shift([first, fresh, fresh], window, fresh);
  if (fresh.value >= third.value) return shift([first, second, fresh], window, fresh);
  return shift([first, second, third], window, fresh);
}

/** struct minmax as its words, after minmax_running_max (lib/win_minmax.c, v7.3). */
export function withMaximum(words: readonly number[], window: number, time: number, value: number): number[] {
  const at = (index: number): Sample => ({ time: words[2 * index] ?? 0, value: words[2 * index + 1] ?? 0 });
  return runningMax([at(0), at(1), at(2)], window, { time, value }).flatMap((sample) => [sample.time, sample.value]);
}
