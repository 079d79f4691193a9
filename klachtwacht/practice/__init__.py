"""A practice review site on this machine, and the receivers that show what would have been sent.

Everything here is invented: WinkelOordeel, the shop Fietsen Jansen, and every review. Import it late.
"""
