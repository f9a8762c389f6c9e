// Exchanges a one-time ticket for the visit's HttpOnly cookie. A POST, so that the ticket is in no address and no log.

let used = ""; // Streamlit calls this at every run; a ticket works once

export default async function ({ data: [{ ticket }], setStateValue }) {
  if (ticket === used) return;
  used = ticket;
  // State and not a trigger: a run that is broken off by the next tap would use a trigger up.
  setStateValue("outcome", { ticket, ok: await redeem(ticket) });
}

async function redeem(ticket) {
  try {
    const reply = await fetch("/visit", { method: "POST", body: new URLSearchParams({ ticket }) });
    return reply.ok;
  } catch {
    return false; // no connection: the person presses "Start" again
  }
}
