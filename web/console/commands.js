// Commands about one job for a terminal, safe to paste whatever the id holds.

import { copy, make } from "./dom.js";
import { hasEnded } from "./store.js";

const SAFE = /^[\w@%+=:,./-]+$/;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const NAMESPACE = /\/namespaces\/([^/]+)\/workflows\//;

/** One word for a shell. What is unseen, or would move the words around it, is written as an escape. */
export function quoted(word) {
  if (SAFE.test(word)) return word;
  if (!UNSEEN.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `$'${word.replace(/[\\']/g, "\\$&").replace(new RegExp(UNSEEN, "g"), escaped)}'`;
}

/** `[[title, [[words, command]]]]`. `origin` is where the API is, as this page was opened. */
export function commandsOf(job, origin) {
  const at = quoted(`${origin}/v1/jobs/${encodeURIComponent(job.id)}`);
  const path = (verb) => quoted(`${origin}/v1/jobs/${encodeURIComponent(job.id)}/${verb}`);
  const ended = hasEnded(job);
  const only = (condition, line) => (condition ? [line] : []);
  const http = [
    ["how it stands", `curl -sS ${at}`],
    ["its live frames", `curl -sSN ${path("events")}`],
    ["what happened", `curl -sS ${path("timeline")}`],
    ...only(!ended, ["cancel", `curl -sS -X POST ${path("cancel")}`]),
    ...only(ended, ["retry", `curl -sS -X POST ${path("retry")}`]),
  ];
  const ours = ["show", "watch", ...(ended ? ["retry"] : ["cancel"])].map((verb) => [verb, `CALLSHEET_URL=${quoted(origin)} callsheet ${verb} -- ${quoted(job.id)}`]);
  return [["curl", http], ["callsheet", ours], ["temporal", temporalOf(job, ended)]];
}

function temporalOf(job, ended) {
  const space = NAMESPACE.exec(job.links?.temporal ?? "")?.[1] ?? "default";
  const named = `--namespace=${quoted(space)} --workflow-id=${quoted(job.id)}`;
  return [
    ["describe", `temporal workflow describe ${named}`],
    ["ask it", `temporal workflow query ${named} --name=job`],
    ["its history", `temporal workflow show ${named}`],
    ...(ended ? [] : [["cancel", `temporal workflow cancel ${named}`], ["terminate", `temporal workflow terminate ${named} --reason='from the console'`]]),
  ];
}

/** A section of the inside of a job. */
export class Commands {
  static title = "Commands";
  static hint = () => "curl, callsheet, temporal";

  constructor(place) {
    this.place = place;
  }

  draw(job) {
    const told = JSON.stringify([job.id, hasEnded(job)]);
    if (told === this.told) return;
    this.told = told;
    const groups = commandsOf(job, location.origin).map(([name, lines]) => [make("h4", { class: "cap" }, name), make("ul", { class: "commands" }, ...lines.map((line) => row(name, ...line)))]);
    const note = make("p", { class: "note" }, "The last ones ask Temporal at localhost:7233, or where TEMPORAL_ADDRESS says. A terminated job gives its credits back when the housekeeping finds it.");
    this.place.replaceChildren(...groups.flat(), note);
  }
}

function row(tool, words, command) {
  const code = make("code", { class: "said" }, command);
  const button = make("button", { type: "button", class: "plain", "aria-label": `Copy the command of ${tool}: ${words}` }, "Copy");
  button.addEventListener("click", () => copy(button, code));
  return make("li", {}, make("span", { class: "note" }, words), code, button);
}
