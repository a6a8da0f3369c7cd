// What an operator can do where the answer to a paid call was lost: say which task it became, or that it became none.

import { resolveGeneration } from "./api.js";
import { confirmed } from "./ask.js";
import { make, write } from "./dom.js";
import { isUnknown } from "./generations.js";
import { hasEnded } from "./store.js";

const WHAT = "The provider was asked once, and its answer was lost: nobody knows whether it has accepted the task, and will charge for it. So that nothing is paid twice, it is not asked again by itself. A callback of the provider's clears this up; so can you, with a look at the list of tasks at the provider.";

export class Outcome {
  /** `verbs`: `look(id)` once something is said, `say(words, tone)`. */
  constructor(verbs) {
    this.verbs = verbs;
    this.job = null;
    this.id = make("input", { type: "text", maxlength: "128", autocomplete: "off", spellcheck: "false", placeholder: "Its id there", "aria-label": "The task's id at the provider" });
    this.accepted = make("button", { type: "submit" }, "It has this task");
    this.refused = make("button", { type: "button", class: "refused" }, "It has no such task: order it again");
    this.error = make("p", { class: "problem", role: "alert", hidden: "" });
    const form = make("form", { class: "does", novalidate: "" }, this.id, this.accepted, this.refused);
    this.element = make("div", { class: "outcome-unknown", hidden: "" }, make("p", { class: "cap" }, "Outcome unknown"), make("p", {}, WHAT), form, this.error);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.accept();
    });
    this.refused.addEventListener("click", () => this.refuse());
  }

  draw(job) {
    this.job = job;
    this.element.hidden = !isUnknown(job);
    this.refused.textContent = hasEnded(job) ? "It has no such task: a retry may order it again" : "It has no such task: order it again";
  }

  accept() {
    const id = this.id.value.trim();
    write(this.error, id ? "" : "Give the id that the task has at the provider.");
    if (!id) return this.id.focus();
    return this.tell({ externalTaskId: id }, "The provider is asked for that task; it counts if there is one.");
  }

  async refuse() {
    const words = "If the provider has accepted it after all, both are paid for. Make sure that its list of tasks does not have this one.";
    if (await confirmed("Order it again?", words, "Order it again", "Leave it")) await this.tell({ accepted: false }, "");
  }

  async tell(verdict, words) {
    try {
      await resolveGeneration(this.job.id, verdict);
      if (words) this.verbs.say(words, "news");
    } catch (error) {
      write(this.error, error.message);
    }
    await this.verbs.look(this.job.id).catch(() => {});
  }
}
