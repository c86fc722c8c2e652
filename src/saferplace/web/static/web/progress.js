// Comfort only: without this file the page draws itself again every few seconds.
const place = document.getElementById("progress");
const write = (id, text) => {
  const element = document.getElementById(id);
  if (element.textContent !== text) element.textContent = text;
};

async function look() {
  try {
    const answer = await fetch(place.dataset.address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const job = await answer.json();
    if (job.has_ended) return location.reload();
    write("progress-state", job.is_being_cancelled ? "Being cancelled" : job.state);
    write("progress-count", job.total ? `: ${job.done} of ${job.total}` : "");
    write("progress-what", job.what);
  } catch {
    // A server that restarts is asked again.
  }
  setTimeout(look, 1500);
}

setTimeout(look, 500);
