/** Which flag asks for which key, and which flag the kfunc named there has. */
export const pairings = [
  {
    flag: "KF_ACQUIRE",
    key: "released_by",
    counterpart: "KF_RELEASE",
    does: "gives a reference",
    other: "the kfunc that takes it back",
  },
  {
    flag: "KF_RELEASE",
    key: "acquired_by",
    counterpart: "KF_ACQUIRE",
    does: "takes a reference back",
    other: "a kfunc that gives it",
  },
] as const;

export type Pairing = (typeof pairings)[number];
