"""Speed, side by side: one long Markdown book through packetpress and through three other ways to a PDF.

``python -m benchmarks`` generates the book (``book``), runs every system as processes of its own
(``systems``, ``measure``) and prints seconds, pages, megabytes and ratios. See README.md here.
"""
