import { type LoadedExample, loadExample } from "./load-run.ts";
import type { Answer, Request } from "./worker-messages.ts";

/** The emulator in a thread of its own: however long a program runs, the page goes on, and may end it. */
let example: LoadedExample | undefined;

async function answer(request: Request): Promise<Omit<Answer, "id">> {
  if ("load" in request) {
    example = await loadExample(request.load.folder, request.load.kernel);
    return { loaded: example.example };
  }
  return example ? { ran: await example.run(request.run) } : { failed: "The emulator is not loaded." };
}

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  const { id } = data;
  const answered = await answer(data).catch((error: unknown) => ({
    failed: error instanceof Error ? error.message : String(error),
  }));
  postMessage({ id, ...answered } satisfies Answer);
});
