"use strict";
// Without this file the pages work; it shows times as the browser has them, copies, and follows what arrives.
function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!time.title && !isNaN(at)) {
      time.title = time.textContent;
      time.textContent = at.toLocaleString(document.documentElement.lang, {
        year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});
    }
  }
}
localTimes(document);
document.addEventListener("htmx:load", event => localTimes(event.detail.elt));
document.addEventListener("click", event => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    navigator.clipboard.writeText(field.value).then(() => { button.textContent = button.dataset.copied; }, () => {});
  }
});
document.addEventListener("keydown", event => {
  const box = document.querySelector("input[type=search]");
  if (event.key === "/" && box && !event.target.closest("input, textarea, select")) {
    event.preventDefault();
    box.focus();
  }
});
const live = document.getElementById("live");
if (live) {
  const state = document.getElementById("live-state");
  const source = new EventSource(live.dataset.events);
  source.onopen = () => { state.textContent = state.dataset.on; state.classList.add("good"); };
  source.onerror = () => { state.textContent = state.dataset.off; state.classList.remove("good"); };
  source.onmessage = event => {
    if (event.data.trim()) {
      live.insertAdjacentHTML("afterbegin", event.data);
      localTimes(live.firstElementChild);
      while (live.children.length > 200) {
        live.lastElementChild.remove();
      }
    }
  };
}
