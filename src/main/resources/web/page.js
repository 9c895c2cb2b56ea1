"use strict";
// What all pages do: they show times as the browser has them, and copy.
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
    // Frames of other sites may not write to the clipboard by the newer way.
    if (document.execCommand("copy")) {
      button.textContent = button.dataset.copied;
    }
  }
});
