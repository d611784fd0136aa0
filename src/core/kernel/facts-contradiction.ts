/**
 * The facts about a kernel contradict each other or a model: BTF without a struct that a model lays out, flags without
 * KF_ACQUIRE on a kfunc whose model acquires. No fault of the program; whoever sets up a run reports it as a problem.
 */
export class FactsContradiction extends Error {}
