import type { APIRoute } from "astro";
import { model } from "../../model.ts";
import { availableTable } from "../../view/available-view.ts";

/** What the reader's choice of a kernel and a program type is held against. */
export const GET: APIRoute = () => new Response(JSON.stringify(availableTable(model)));
