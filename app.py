"""The launcher. `informed serve`, `uvicorn app:app` and `streamlit run app.py` all serve this object.

`streamlit run` reads this file without running it and looks for a literal `st.App(...)`: a factory call is not recognised.
"""

import streamlit as st

from informed.ui import trouble
from informed.web import hosting

hosting.tune()
app = st.App(
    hosting.ENTRY,
    routes=hosting.ROUTES,
    middleware=hosting.MIDDLEWARE,
    lifespan=hosting.lifespan,
    exception_handlers=hosting.EXCEPTION_HANDLERS,
    on_script_error=trouble.show,
)
