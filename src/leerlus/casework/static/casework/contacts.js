/* Records contacts one after another without leaving the page. What is recorded waits in sessionStorage (not localStorage:
   people share computers), is sent in order, and carries an id of its own, so that sending it again stores it once. Without
   this script the form is sent as any form. */
(() => {
  "use strict";
  const form = document.querySelector("[data-contact-form]");
  const place = document.querySelector("[data-contact-queue]");
  if (!form || !place) return;
  const KEY = `leerlus-contacts-${place.dataset.contactQueue}`;  // of this person: who logs in next in this tab sees none of it
  const status = place.querySelector("[role=status]");
  const list = place.querySelector("ol");
  const title = place.querySelector("h2");
  let sending = false, wait = 1000, retry, leaving = false;

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  const waiting = () => JSON.parse(sessionStorage.getItem(KEY) || "[]");
  const keep = (entries) => sessionStorage.setItem(KEY, JSON.stringify(entries));
  const tell = (state, number) => {
    status.dataset.state = state;
    status.textContent = number ? `${number}: ${place.dataset[state]}` : "";
    if (state !== "login") return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = place.dataset.again;
    link.addEventListener("click", () => { leaving = true; });
    status.append(" ", link);
  };

  function show(line) {
    title.hidden = false;
    list.insertAdjacentHTML("afterbegin", line);
  }

  function refuse(entry) {
    // The page says what is wrong when this entry is sent as any form; it stays here until somebody looks.
    title.hidden = false;
    const line = document.createElement("li"), button = document.createElement("button"), text = document.createElement("span");
    text.textContent = place.dataset.refused + " ";
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = place.dataset.look;
    button.addEventListener("click", () => {
      leaving = true;
      const again = document.createElement("form");
      again.method = "post";
      entry.fields.forEach(([name, value]) => {
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = name;
        input.value = value;
        again.append(input);
      });
      keep(waiting().filter((other) => other.entry !== entry.entry));
      document.body.append(again);
      again.submit();
    });
    line.append(text, button);
    list.prepend(line);
  }

  const fresh = (entry) => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    return entry.fields.map(([name, value]) => [name, name === "csrfmiddlewaretoken" ? token : value]);
  };

  async function send() {
    const entry = waiting().find((one) => !one.refused);
    if (sending || !entry) return;
    sending = true;
    clearTimeout(retry);
    let outcome = 0, line = "";
    try {
      const response = await fetch(location.pathname, {
        method: "POST", body: new URLSearchParams(fresh(entry)),
        headers: { "X-Requested-With": "fetch" }, redirect: "manual", keepalive: true,
      });
      outcome = response.type === "opaqueredirect" ? 401 : response.status;
      if (response.ok) line = await response.text();
    } catch { outcome = 0; }
    sending = false;
    if (outcome >= 200 && outcome < 300) {
      keep(waiting().filter((other) => other.entry !== entry.entry));
      show(line);
    } else if (outcome === 422 || outcome === 404) {
      keep(waiting().map((other) => (other.entry === entry.entry ? { ...other, refused: true } : other)));
      refuse(entry);
    } else {
      tell(outcome === 401 || outcome === 403 ? "login" : "offline", waiting().length);
      retry = setTimeout(send, wait);
      wait = Math.min(wait * 2, 30000);
      return;
    }
    wait = 1000;
    tell("sending", waiting().filter((one) => !one.refused).length);
    send();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    const fields = [...new FormData(form)];
    keep([...waiting(), { entry: form.elements.entry.value, fields }]);
    form.reset();
    form.elements.entry.value = newId();
    form.elements.file.value = "";
    form.elements.file.focus();
    tell("sending", waiting().filter((one) => !one.refused).length);
    send();
  });
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if (waiting().length && !leaving) event.preventDefault();
  });
  waiting().filter((one) => one.refused).forEach(refuse);
  send();
})();
