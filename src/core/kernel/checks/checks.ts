import { acquire } from "./acquire.ts";
import { allocatedArgument } from "./allocated-argument.ts";
import { callbackArgument } from "./callback-argument.ts";
import type { KfuncCheck } from "./check.ts";
import { contextArgument } from "./context-argument.ts";
import { cssTaskIterator } from "./css-task-iterator.ts";
import { dynptrArgument } from "./dynptr-argument.ts";
import { graphNodeArgument } from "./graph-node-argument.ts";
import { graphRootArgument } from "./graph-root-argument.ts";
import { insertion } from "./insertion.ts";
import { irqFlagArgument } from "./irq-flag-argument.ts";
import { iteratorArgument } from "./iterator-argument.ts";
import { mapArgument } from "./kfunc-map-argument.ts";
import { license } from "./license.ts";
import { localType } from "./local-type.ts";
import { lockArgument } from "./lock-argument.ts";
import { lockSafe } from "./lock-safe.ts";
import { memoryArgument } from "./memory-argument.ts";
import { nullArgument } from "./null-argument.ts";
import { objectArgument } from "./object-argument.ts";
import { packetWrite } from "./packet-write.ts";
import { programForm, programType } from "./program-type.ts";
import { rcuProtected } from "./rcu-protected.ts";
import { release } from "./release.ts";
import { retNull } from "./ret-null.ts";
import { scalarArgument } from "./scalar-argument.ts";
import { sleepable } from "./sleepable.ts";
import { sleepsNowhere } from "./sleeps-nowhere.ts";
import { stringArgument } from "./string-argument.ts";
import { tracingDrop } from "./tracing-drop.ts";

/**
 * Every rule about calls of kfuncs, in the verifier's order: the license, whether the program may call at all, NULL, whether a
 * reference is held, the arguments by their roles, then where the call stands; last what was returned.
 */
export const kfuncChecks: readonly KfuncCheck[] = [
  license,
  lockSafe,
  sleepable,
  programType,
  programForm,
  nullArgument,
  release,
  scalarArgument,
  contextArgument,
  mapArgument,
  objectArgument,
  dynptrArgument,
  memoryArgument,
  stringArgument,
  lockArgument,
  irqFlagArgument,
  cssTaskIterator,
  iteratorArgument,
  allocatedArgument,
  graphRootArgument,
  graphNodeArgument,
  callbackArgument,
  sleepsNowhere,
  rcuProtected,
  packetWrite,
  localType,
  tracingDrop,
  insertion,
  retNull,
  acquire,
];
