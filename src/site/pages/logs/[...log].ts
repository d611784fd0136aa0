import type { APIRoute } from "astro";
import { model } from "../../model.ts";
import { logFile } from "../../paths.ts";
import { logText } from "../../view/log-text.ts";

/** The log of each refusal, as each release wrote it. */
export const getStaticPaths = () =>
  model.examples.flatMap(({ key, scenarios }) =>
    scenarios.flatMap(({ name, engines }) =>
      engines.flatMap((verdict) => {
        const text = logText(verdict);
        return text === undefined
          ? []
          : [{ params: { log: logFile(`${key}#${name}`, verdict.release) }, props: { text } }];
      }),
    ),
  );

export const GET: APIRoute = ({ props }) => new Response(String(props.text));
