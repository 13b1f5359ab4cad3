/* Saves every answer of a form with data-autosave-url as soon as it is given. Without this script the form still saves
   per page. What could not be sent waits in sessionStorage (not localStorage: people share computers), is sent in order
   when the connection or the login is back, and is filled in again when the page is opened anew. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave-url]");
  if (!form) return;
  const KEY = "leerlus-unsaved";
  const address = new URL(form.dataset.autosaveUrl, location.href).pathname;
  const status = form.querySelector("[data-autosave-status]");
  const typing = new Map();
  let sending = false, failing = false, leaving = false, wait = 2000, retry;

  const waiting = () => JSON.parse(sessionStorage.getItem(KEY) || "[]");
  const keep = (answers) => sessionStorage.setItem(KEY, JSON.stringify(answers));
  const tell = (state) => {
    if (!status) return;
    status.dataset.state = state === "saved" ? "saved" : "unsaved";
    status.textContent = status.dataset[state];
    if (state !== "login") return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = status.dataset.again;
    link.addEventListener("click", () => { leaving = true; });
    status.append(" ", link);
  };

  const answerOf = (name) => ({ address, name, values: new FormData(form).getAll(name) });
  const same = (one, other) => one.address === other.address && one.name === other.name;

  function queue(name) {
    clearTimeout(typing.get(name));
    typing.delete(name);
    const answer = answerOf(name);
    keep([...waiting().filter((other) => !same(other, answer)), answer]);
    send();
  }

  function body(answer) {
    const fields = new URLSearchParams();
    for (const input of form.querySelectorAll("input[type=hidden]")) fields.append(input.name, input.value);
    answer.values.forEach((value) => fields.append(answer.name, value));
    fields.append("autosave", answer.name);
    return fields;
  }

  async function send() {
    if (sending || !waiting().length) return;
    sending = true;
    clearTimeout(retry);
    const answer = waiting()[0];
    let outcome = 0;
    try {
      const headers = { "X-Requested-With": "fetch" };
      const sent = { method: "POST", body: body(answer), headers, redirect: "manual", keepalive: true };
      const response = await fetch(answer.address, sent);
      outcome = response.type === "opaqueredirect" ? 401 : response.status;
    } catch { outcome = 0; }
    sending = false;
    const stored = outcome >= 200 && outcome < 300;
    const refused = outcome >= 400 && outcome < 500 && ![401, 403, 408, 429].includes(outcome);
    failing = !stored && !refused;
    const shown = form.querySelector(`[name="${CSS.escape(`shown-${answer.name}`)}"]`);
    if (stored && shown && answer.address === address) shown.value = answer.values.join(" ");
    if (!failing) {
      // An answer changed while it was under way stays in the queue and goes next.
      const sentText = JSON.stringify(answer);
      keep(waiting().filter((other) => JSON.stringify(other) !== sentText));
      wait = 2000;
      if (refused || !waiting().length) tell(refused ? "refused" : "saved");
      send();
      return;
    }
    tell(outcome === 401 || outcome === 403 ? "login" : "unsaved");
    retry = setTimeout(send, wait);
    wait = Math.min(wait * 2, 30000);
  }

  function restore() {
    for (const { name, values } of waiting().filter((answer) => answer.address === address)) {
      for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
        else input.value = values[0] || "";
      }
    }
  }

  form.addEventListener("change", (event) => { if (event.target.name) queue(event.target.name); });
  form.addEventListener("input", (event) => {
    const { name } = event.target;
    if (!name || !event.target.matches("textarea, input[type=text]")) return;
    clearTimeout(typing.get(name));
    typing.set(name, setTimeout(() => queue(name), 1000));
  });
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("online", send);
  const sendTyped = () => [...typing.keys()].forEach(queue);
  addEventListener("pagehide", sendTyped);
  addEventListener("beforeunload", (event) => {
    sendTyped();
    if (failing && !leaving) event.preventDefault();
  });
  restore();
  send();
})();
