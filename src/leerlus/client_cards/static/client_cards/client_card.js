/* After a touch on a face the next open sentence moves to the middle of the screen, so that one thumb fills the card
   without scrolling. Only for touch, and only the first time with a sentence: who uses keys, a mouse or a screen reader,
   or changes an answer, stays where they are. Focus never moves. Without this script people scroll. */
(() => {
  "use strict";
  const card = document.querySelector("form[data-client-card]");
  if (!card) return;
  const questions = [...card.querySelectorAll("fieldset")];
  const button = card.querySelector("button");
  const answered = new Set(questions.filter((question) => question.querySelector(":checked")));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let touched = false;

  card.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  card.addEventListener("keydown", () => { touched = false; });
  card.addEventListener("change", (event) => {
    const question = event.target.closest("fieldset");
    const first = !answered.has(question);
    answered.add(question);
    if (!touched || !first) return;
    const later = questions.slice(questions.indexOf(question) + 1);
    const next = later.find((other) => !answered.has(other)) || button;
    const block = next.offsetHeight > innerHeight ? "start" : "center";
    next.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
  });
})();
