"""What the log holds of an exception: its type and the places in the code, never its message, which may quote a patient."""

import logging
import traceback

#: The loggers of Streamlit and uvicorn that print exceptions of ours.
_LOGGERS = (
    "streamlit.error_util",
    "streamlit.runtime.app_session",
    "streamlit.runtime.fragment",
    "streamlit.runtime.scriptrunner.script_runner",
    "uvicorn.error",
    "asyncio",
)


def told(error: BaseException) -> str:
    """The exception's type and the innermost places that it came through."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-4:])
    return f"{type(error).__name__} at {' < '.join(f'{frame.name}:{frame.lineno}' for frame in frames)}"


def keep_messages_out() -> None:
    """From now on those loggers print no exception's message."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_places_only)


def _places_only(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args = f"{record.getMessage().strip()}: {told(error)}", None
    record.exc_info = record.exc_text = None
    return not str(record.msg).startswith("Uncaught app execution")  # `on_script_error` logs the same exception
