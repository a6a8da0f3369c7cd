// The client of Callsheet for browsers and node, without a framework: `new Callsheet().watch(jobId, listener)`.

export { CONNECTION_LOST, hasEnded } from "./book.js";
export { Callsheet } from "./callsheet.js";
export { NotCallsheet, Refused, Unreachable } from "./errors.js";
