"""When a screen may be looked at: what is told too early is true of the last screen, or of half of this one."""

from playwright.sync_api import Page

#: Streamlit's run has ended, or the page is one of the plain ones, and each of our parts has drawn itself in its style, which they
#: do a moment after the run that brought them, and takes taps: a screen that has just come up takes none for an instant.
_SETTLED = """() => {
  const run = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning], body.sign-in");
  const parts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const styled = (root) => [...root.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet);
  const ready = (part) => part?.children.length > 0 && part.getAnimations().length === 0;
  const drawn = ({ shadowRoot: root }) => root && styled(root) && ready(root.querySelector(".cards, .answers, .pad"));
  const coming = document.querySelector("[data-testid=stSkeleton]");
  return Boolean(run) && !coming && parts.every(drawn);
}"""


def settled(page: Page) -> None:
    page.wait_for_function(_SETTLED)
