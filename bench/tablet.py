"""A tablet without a screen: speaks the websocket protocol of Streamlit 1.67's browser and times each interaction.

An interaction is timed from sending the message to the `script_finished` of the last run that it caused; painting is not in it.
"""

import json
import time
import urllib.parse
import urllib.request
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

_TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


class Tablet:
    """One browser tab: opens a screen, holds what the browser would hold, sends what the browser would send."""

    def __init__(self, base: str, cookies: dict[str, str] | None = None):
        self.base = base
        self.cookies = dict(cookies or {})
        self.seconds: list[float] = []
        self._elements: dict[tuple[int, ...], Any] = {}
        self._states: dict[str, WidgetState] = {}
        self._cache: dict[str, ForwardMsg] = {}
        self._page = ""

    async def open(self, path: str = "/") -> Self:
        """Fetch the page for its cookie, connect, and wait for the first run."""
        with urllib.request.urlopen(self._request("/_stcore/health")) as reply:
            for header in reply.headers.get_all("set-cookie") or []:
                name, _, value = header.split(";")[0].partition("=")
                self.cookies[name] = value
        where = urllib.parse.urlsplit(self.base)
        self._socket = await websockets.connect(
            f"ws://{where.netloc}/_stcore/stream",
            subprotocols=["streamlit", self.cookies.get("_streamlit_xsrf", "none")],  # type: ignore[list-item]
            origin=self.base,  # type: ignore[arg-type]
            additional_headers={"Cookie": self._cookie_header()},
            max_size=None,
        )
        await self._run(page_name=path.strip("/"))
        self.seconds.clear()
        return self

    async def close(self) -> None:
        await self._socket.close()

    async def beats(self, times: int) -> None:
        """Send heartbeats, each when the one before was answered."""
        message = BackMsg(app_heartbeat=True)
        for _ in range(times):
            await self._socket.send(message.SerializeToString())
            while ForwardMsg.FromString(await self._socket.recv()).WhichOneof("type") != "heartbeat_ack":  # type: ignore[arg-type]
                pass

    async def tick(self, label: str) -> None:
        """Tick a native checkbox."""
        delta, widget = self._find("checkbox", lambda element: label in element.label)
        await self._set(delta, widget.id, bool_value=True)

    async def put(self, key: str, **state: object) -> None:
        """Set a component's state, as its `setStateValue` does."""
        delta, widget = self._find("bidi_component", lambda element: element.id.endswith(f"-{key}"))
        old = self._states.get(widget.id)
        whole = {**(json.loads(old.json_value) if old else {}), **state}
        await self._set(delta, widget.id, json_value=json.dumps(whole))

    async def trigger(self, key: str, event: str, value: object) -> None:
        """Fire a component's trigger, as its `setTriggerValue` does."""
        delta, widget = self._find("bidi_component", lambda element: element.id.endswith(f"-{key}"))
        fired = json.dumps([{"event": event, "value": value}])
        await self._run(delta, extra=WidgetState(id=_TRIGGER.format(id=widget.id), json_trigger_value=fired))

    def data(self, key: str) -> Any:
        """What the server last gave a component."""
        _, widget = self._find("bidi_component", lambda element: element.id.endswith(f"-{key}"))
        return json.loads(widget.json)

    async def _set(self, delta: Any, id: str, **value: Any) -> None:
        self._states[id] = WidgetState(id=id, **value)
        await self._run(delta)

    async def _run(self, delta: Any = None, *, extra: WidgetState | None = None, page_name: str = "") -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.widget_states.widgets.extend([*self._states.values(), *([extra] if extra else [])])
        rerun.page_script_hash, rerun.page_name = self._page, page_name
        rerun.fragment_id = delta.fragment_id if delta is not None else ""
        rerun.cached_message_hashes.extend(self._cache)
        rerun.context_info.url = self.base
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await self._until_finished()
        self.seconds.append(time.perf_counter() - began)

    async def _until_finished(self) -> None:
        fresh: dict[tuple[int, ...], Any] = {}
        while True:
            message = self._received(ForwardMsg.FromString(await self._socket.recv()))  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "new_session":
                partial = bool(message.metadata.run.fragment_ids)
                fresh = dict(self._elements) if partial else {}
                self._page = self._page if partial else message.new_session.page_script_hash or self._page
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                fresh[tuple(message.metadata.delta_path)] = message.delta
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._elements = fresh
                live = {getattr(_element(delta), "id", "") for delta in fresh.values()}
                self._states = {id: state for id, state in self._states.items() if id in live}
                self._raise_if_failed()
                return

    def _received(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, also when the server only names one that it sent before."""
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg.FromString(self._cache[message.ref_hash].SerializeToString())
            whole.metadata.CopyFrom(message.metadata)
            return whole
        if message.metadata.cacheable and message.hash:
            self._cache[message.hash] = message
        return message

    def _raise_if_failed(self) -> None:
        for delta in self._elements.values():
            if delta.new_element.WhichOneof("type") == "exception":
                raise AssertionError(f"the app raised {delta.new_element.exception.type}")

    def _find(self, kind: str, good: Any) -> tuple[Any, Any]:
        for delta in self._elements.values():
            if delta.new_element.WhichOneof("type") == kind and good(_element(delta)):
                return delta, _element(delta)
        raise LookupError(f"no such {kind} on the screen")

    def _request(self, path: str) -> urllib.request.Request:
        return urllib.request.Request(self.base + path, headers={"Cookie": self._cookie_header()})

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def _element(delta: Any) -> Any:
    return getattr(delta.new_element, delta.new_element.WhichOneof("type"))
