import type { AvailableTable } from "./available.ts";

const loaded = new Map<string, Promise<AvailableTable>>();

async function load(address: string): Promise<AvailableTable> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as AvailableTable;
}

/** `api/available.json`, loaded once for all that ask for it on a page. */
export function loadTable(address: string): Promise<AvailableTable> {
  const table = loaded.get(address) ?? load(address);
  loaded.set(address, table);
  table.catch(() => loaded.delete(address));
  return table;
}
