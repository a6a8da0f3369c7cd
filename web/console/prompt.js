// All tasks of one prompt, and the page of one of them.

import { listJobs } from "./api.js";
import { arrange, at, copy, write } from "./dom.js";
import { plural } from "./format.js";
import { brief, promptIdOf, wordsOf } from "./generations.js";
import { newestFirst, seenOf } from "./gallery.js";
import { Inside } from "./inside.js";
import { againPage, galleryPage, generationPage, isGeneration, MARKS, nameOf } from "./kinds.js";
import { nameTab } from "./routes.js";
import { hasEnded } from "./store.js";
import { Task } from "./task.js";

const MOST = 200;
const LONG = 200;

export class PromptPage {
  /** `verbs`: those of a task, `learn(job)`, `show(sequence, job, place)`. */
  constructor(store, verbs) {
    Object.assign(this, { store, verbs });
    this.verbs = { ...verbs, enlarge: (job, place) => verbs.show(seenOf(this.jobs), job, place) };
    this.close();
    at("prompt-copy").addEventListener("click", () => copy(at("prompt-copy"), at("prompt-id")));
    setInterval(() => this.tasks.forEach((task) => hasEnded(task.job) || task.tell()), 1000);
  }

  get jobs() {
    return [...this.store.jobs.values()].filter((job) => isGeneration(job) && promptIdOf(job) === this.id).sort(newestFirst);
  }

  async open(id) {
    this.id = id;
    at("prompt-id").textContent = id;
    this.draw();
    try {
      const { data } = await listJobs({ kind: "generation", promptId: id, limit: MOST });
      data.forEach((job) => this.verbs.learn(job));
      if (id === this.id) this.asked = true;
    } catch (error) {
      if (id === this.id) write(at("prompt-problem"), `The tasks could not be loaded. ${error.message}`);
    }
    this.draw();
  }

  close() {
    Object.assign(this, { id: null, asked: false, drawing: 0, tasks: new Map() });
    write(at("prompt-problem"), "");
    at("prompt-tasks").replaceChildren();
  }

  take(job) {
    if (this.id !== null && isGeneration(job) && promptIdOf(job) === this.id) this.drawSoon();
  }

  drawSoon() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    if (this.id === null) return;
    const { jobs } = this;
    const words = jobs.length ? wordsOf(jobs[0]) : "";
    at("prompt-title").textContent = brief(words, LONG) || this.id;
    write(at("prompt-words"), brief(words, LONG) === words ? "" : words);
    nameTab(words ? brief(words, 40) : this.id);
    at("prompt-facts").textContent = jobs.length ? plural(jobs.length, "task") : "";
    const before = this.tasks;
    this.tasks = new Map(jobs.map((job) => [job.id, before.get(job.id) ?? new Task(job, this.store, this.verbs)]));
    for (const job of jobs) this.tasks.get(job.id).draw(job, words);
    arrange(at("prompt-tasks"), [...this.tasks.values()].map(({ element }) => element));
    at("prompt-again").hidden = !jobs.length;
    if (jobs.length) at("prompt-again").href = againPage(jobs[0].id);
    const failed = !at("prompt-problem").hidden;
    write(at("prompt-none"), jobs.length || failed ? "" : this.asked ? "Nothing was made of this prompt, or it is deleted." : "Loading…");
  }
}

export class GenerationPage {
  /** `verbs`: those of a task, `look(id)`, `show(sequence, job, place)`. */
  constructor(store, verbs) {
    this.store = store;
    this.verbs = { ...verbs, enlarge: (job, place) => verbs.show(seenOf([job]), job, place), retry: (job) => this.retry(job), drop: (job) => this.drop(job) };
    this.asking = verbs;
    this.inside = new Inside(at("generation-inside"));
    this.close();
    setInterval(() => this.job && this.task?.tell(), 1000);
  }

  get job() {
    return this.task && this.store.get(this.id);
  }

  async open(id) {
    this.id = id;
    at("generation-title").textContent = "Generation";
    write(at("generation-missing"), "Loading the task…");
    try {
      const job = this.store.get(id) ?? (await this.verbs.look(id));
      if (id !== this.id) return;
      if (!isGeneration(job)) throw new Error(`${id} is no generation task.`);
      this.task = new Task(job, this.store, this.verbs, true);
      at("generation-main").replaceChildren(this.task.element);
      at("generation-back").href = galleryPage(promptIdOf(job));
      write(at("generation-missing"), "");
      at("generation-inside").hidden = false;
      this.draw();
    } catch (error) {
      if (id === this.id) write(at("generation-missing"), error.message);
    }
  }

  close() {
    Object.assign(this, { id: null, task: null, drawing: 0 });
    at("generation-main").replaceChildren();
    at("generation-inside").hidden = true;
    this.inside.close();
    at("generation-back").href = "#/gallery";
    write(at("generation-missing"), "");
  }

  take(job) {
    if (job.id === this.id || job.retryOf === this.id) this.drawSoon();
  }

  drawSoon() {
    this.drawing ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawing = 0;
    const { job } = this;
    if (!job) return;
    const words = brief(wordsOf(job), LONG);
    at("generation-title").textContent = words;
    nameTab(hasEnded(job) ? MARKS[job.status] : `${job.percent} %`, nameOf(job));
    this.task.draw(job, words);
    this.inside.draw(job);
  }

  async retry(job) {
    const next = await this.asking.retry(job);
    if (this.id === job.id) location.hash = generationPage(next.id);
  }

  async drop(job) {
    await this.asking.drop(job);
    if (this.id === job.id && !this.store.get(job.id)) location.hash = galleryPage(promptIdOf(job));
  }
}
