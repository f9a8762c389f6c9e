"""Help for the people who write content: a skeleton to begin with, what changed, a copy to review, where reviews stand.

Pure functions over packs, but for the skeleton, which makes a folder, and the declarations of changes, which read one.
"""
