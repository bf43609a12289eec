"""The peers: short scripts as a user would write them, with none of this program's code.

Each is run as ``SCRIPT MODEL HEAD OUTPUT PATH``: ``PATH`` is a Markdown file or a folder of them.
"""
