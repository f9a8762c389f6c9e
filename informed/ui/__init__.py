"""What the screens share. Everything that imports Streamlit lives here and in `pages`."""
