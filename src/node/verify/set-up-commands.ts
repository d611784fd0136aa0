import type { KernelState, XfrmStateDescription } from "../../core/spec/example-spec.ts";
import type { SetUpCommand } from "../linux/job.ts";

/** The other end of the associations: no lookup asks for it. */
const SOURCE = "10.0.0.1";

/** What each protocol is set up with: an association needs some algorithm, and these do nothing. */
const protocols = {
  IPPROTO_ESP: ["esp", ["auth", "digest_null", "", "enc", "ecb(cipher_null)", ""]],
  IPPROTO_AH: ["ah", ["auth", "digest_null", ""]],
} as const;

const namespaceName = (id: number) => `id-${id}`;

function addNamespace(id: number): SetUpCommand[] {
  const name = namespaceName(id);
  return [
    ["ip", "netns", "add", name],
    ["ip", "netns", "set", name, String(id)],
  ];
}

function addXfrmState({ daddr, spi, proto, mark, netns_id, replay_esn }: XfrmStateDescription): SetUpCommand {
  const [name, algorithms] = protocols[proto];
  return [
    "ip",
    ...(netns_id === undefined ? [] : ["-n", namespaceName(netns_id)]),
    ...["xfrm", "state", "add", "src", SOURCE, "dst", daddr, "proto", name, "spi", String(spi)],
    ...["mode", "tunnel"],
    ...(mark ? ["mark", String(mark.v), "mask", String(mark.m)] : []),
    ...(replay_esn ? ["replay-window", String(replay_esn.replay_window), "flag", "esn"] : []),
    ...algorithms,
  ];
}

/** Builds the state that a scenario describes in a fresh network namespace of a real kernel. */
export function setUpCommands({ netns_ids = [], xfrm_states = [] }: KernelState): SetUpCommand[] {
  const named = xfrm_states.flatMap(({ netns_id }) => (netns_id === undefined ? [] : [netns_id]));
  return [...[...new Set([...netns_ids, ...named])].flatMap(addNamespace), ...xfrm_states.map(addXfrmState)];
}
