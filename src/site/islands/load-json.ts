const loaded = new Map<string, Promise<unknown>>();

async function load(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** A file of the site, loaded once for all that ask for it on a page; one that did not come is asked for again. */
export function loadJson<Value>(address: string): Promise<Value> {
  const file = loaded.get(address) ?? load(address);
  loaded.set(address, file);
  file.catch(() => loaded.delete(address));
  return file as Promise<Value>;
}
