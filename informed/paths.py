"""Where the top-level names are: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent
HOME = PACKAGE / "bundle" if (PACKAGE / "bundle").is_dir() else PACKAGE.parent
APP, PAGES, CONTENT = HOME / "app.py", HOME / "pages", HOME / "content"
ENTRY = PACKAGE / "ui" / "entry.py"
FONTS = PACKAGE / "assets" / "fonts"
WEB_ASSETS = PACKAGE / "web" / "assets"
SKELETON = PACKAGE / "assets" / "skeleton"
