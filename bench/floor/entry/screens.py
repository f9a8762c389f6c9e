import streamlit as st


def page() -> None:
    st.markdown("# Page\n\nA short paragraph that a patient reads before the procedure.")
    for i in range(11):
        st.checkbox(f"I have read point {i}.", key=f"tick-{i}")
    st.button("Next")


st.navigation([st.Page(page, title="Page 1", url_path="page1", default=True)], position="hidden").run()
