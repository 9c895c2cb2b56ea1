"use strict";
// Sends the page's token with what it asks for, and takes the next one from the answer; nothing of it is stored in the browser.
const body = document.body;
const notice = document.getElementById("notice");
let token = body.dataset.token;
body.removeAttribute("data-token");

function tell(text) {
  notice.textContent = text;
  notice.hidden = !text;
}
document.addEventListener("htmx:configRequest", event => { event.detail.headers["Page-Token"] = token; });
// While nobody looks, nothing is asked for but the next token.
document.addEventListener("htmx:beforeRequest", event => {
  if (document.hidden && event.detail.target.id === "arrivals") {
    event.preventDefault();
  }
});
document.addEventListener("htmx:afterRequest", event => {
  const next = event.detail.xhr.getResponseHeader("Page-Token");
  token = next || token;
  const status = event.detail.xhr.status;
  tell(status === 401 ? body.dataset.ended : status >= 400 ? body.dataset.failed : "");
});
document.addEventListener("htmx:sendError", () => tell(body.dataset.failed));
document.addEventListener("click", event => {
  const tab = event.target.closest("[data-tab]");
  if (tab) {
    for (const other of document.querySelectorAll("[data-tab]")) {
      other.removeAttribute("aria-current");
    }
    tab.setAttribute("aria-current", "page");
  }
});
// The last moments are asked for again and again: what is shown already is not shown twice.
document.addEventListener("htmx:beforeSwap", event => {
  if (event.detail.target.id === "arrivals") {
    const fresh = document.createElement("template");
    fresh.innerHTML = event.detail.serverResponse;
    for (const arrival of [...fresh.content.children]) {
      if (document.getElementById(arrival.id)) {
        arrival.remove();
      }
    }
    event.detail.serverResponse = fresh.innerHTML;
  }
});
if ("installer" in body.dataset && window.BX24) {
  BX24.init(() => BX24.installFinish());
}
