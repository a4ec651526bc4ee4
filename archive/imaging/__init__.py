"""Pictures that somebody sends: what is taken of them (``taking``), and in which sizes they are shown (``deriving``).

Bytes from outside are decoded in a process of their own (``child``), never in one that serves pages.
"""
