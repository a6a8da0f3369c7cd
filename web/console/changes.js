// What happened to a job, in order: a section of its inside.

import { getTimeline } from "./api.js";
import { Reading } from "./section.js";
import { make } from "./dom.js";
import { exactly, seconds } from "./format.js";

export class Changes extends Reading {
  static title = "Timeline";
  static hint = ({ version }) => `version ${version}`;

  needs({ version, status }) {
    return `${version} ${status}`;
  }

  read(job, cursor) {
    return getTimeline(job.id, cursor);
  }

  tell(data, job) {
    if (!data.length) return [make("p", { class: "note" }, "Nothing has happened yet.")];
    const began = new Date(job.createdAt);
    const rows = data.map((change) => row(change, new Date(change.at) - began));
    return [make("ol", { class: "changes" }, ...rows)];
  }
}

function row({ at, version, status, stage, stageLabel, percent, milestone, detail }, since) {
  const words = [stageLabel ?? stage ?? status, milestone && `${milestone} % of its items`].filter(Boolean).join(", ");
  return make(
    "li",
    { "data-status": status },
    make("time", { class: "figure", datetime: at, title: exactly(at) }, `+${seconds(Math.max(0, since))}`),
    make("span", { class: "figure" }, `${percent} %`),
    make("span", { class: "what" }, make("b", { class: "said" }, words), detail ? make("span", { class: "note said" }, detail) : ""),
    make("span", { class: "note figure" }, `v${version}`),
  );
}
