import { expect, test } from "vitest";
import { doTask, readerTasks } from "../../../src/node/site-measures/reader-tasks.ts";
import { useSite } from "./site.ts";

const open = useSite();

test.each(readerTasks.map((task) => [task.question, task] as const))(
  "%s is answered within few clicks",
  async (_, task) => {
    const { page, foreign } = await open("/");
    const { effort, missing } = await doTask(page, task);
    expect(missing).toBeUndefined();
    expect(effort.clicks).toBeLessThanOrEqual(task.bound.clicks);
    expect(effort.selections).toBeLessThanOrEqual(task.bound.selections);
    expect(effort.texts).toBeLessThanOrEqual(task.bound.texts);
    expect(foreign).toEqual([]);
  },
);
