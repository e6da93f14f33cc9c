// A page about something under way is asked for again until it is done.
(() => {
  "use strict";
  const waiting = document.querySelector("[data-again]");
  if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.again) * 1000);
})();
