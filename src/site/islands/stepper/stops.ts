import type { Step, Timeline } from "../../../core/emulator/outcome.ts";

export type Direction = 1 | -1;

/** Whether a run stops after so many steps. */
type IsStop = (count: number) => boolean;

/** The first stop from a step on in a direction, `from` not included; the end where there is none. */
function findStop({ steps }: Timeline, from: number, direction: Direction, isStop: IsStop): number {
  for (let count = from + direction; count > 0 && count <= steps.length; count += direction) {
    if (isStop(count)) return count;
  }
  return direction > 0 ? steps.length : 0;
}

function lineAfter({ code, steps }: Timeline): (count: number) => number | undefined {
  const lineOf = new Map(code.map(({ slot, at }) => [slot, at?.line]));
  return (count) => lineOf.get(steps[count - 1]?.slot ?? -1);
}

/** The next step that another line of C belongs to. */
export function nextLine(timeline: Timeline, from: number, direction: Direction): number {
  const line = lineAfter(timeline);
  return findStop(timeline, from, direction, (count) => line(count) !== line(from));
}

/** The next step that calls a kfunc. */
export const nextCall = (timeline: Timeline, from: number, direction: Direction): number =>
  findStop(timeline, from, direction, (count) => timeline.steps[count - 1]?.call !== undefined);

const FRAME_POINTER = 10;

function frameIn({ registers, entry }: Step): number | undefined {
  const target = (registers?.[FRAME_POINTER] ?? entry?.[FRAME_POINTER])?.target;
  const number = /^stack frame (\d+)/.exec(target ?? "")?.[1];
  return number === undefined ? undefined : Number(number);
}

/** How deep in functions and callbacks the run is after each number of steps: 0 in the program itself. */
export function depths({ steps }: Timeline): readonly number[] {
  const depthAfter = [0];
  for (const step of steps) depthAfter.push(frameIn(step) ?? depthAfter.at(-1) ?? 0);
  return depthAfter;
}

/** The next step in the same function or in one that called it: functions and callbacks that are called meanwhile run whole. */
export function over(timeline: Timeline, from: number, direction: Direction): number {
  const depth = depths(timeline);
  return findStop(timeline, from, direction, (count) => (depth[count] ?? 0) <= (depth[from] ?? 0));
}

/** Where the function that runs has returned. */
export function out(timeline: Timeline, from: number): number {
  const depth = depths(timeline);
  return findStop(timeline, from, 1, (count) => (depth[count] ?? 0) < (depth[from] ?? 0));
}

/** Where something runs the next time: after the step that is shown, or else from the start on; undefined where it never does. */
function nextTime(timeline: Timeline, from: number, isThere: IsStop): number | undefined {
  const after = findStop(timeline, from, 1, isThere);
  if (isThere(after) && after !== from) return after;
  const first = findStop(timeline, 0, 1, isThere);
  return isThere(first) ? first : undefined;
}

/** Where a line of C begins to run the next time. */
export function toLine(timeline: Timeline, from: number, wanted: number): number | undefined {
  const line = lineAfter(timeline);
  return nextTime(timeline, from, (count) => line(count) === wanted && line(count - 1) !== wanted);
}

/** Where an instruction runs the next time. */
export const toSlot = (timeline: Timeline, from: number, slot: number): number | undefined =>
  nextTime(timeline, from, (count) => timeline.steps[count - 1]?.slot === slot);
