"use strict";
// Without this file the pages work; it leads to the search, and follows what arrives.
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
