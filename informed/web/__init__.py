"""Everything that speaks HTTP: the shell around Streamlit's page, our routes, the tuned settings."""
