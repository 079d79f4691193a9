"""What Klachtwacht costs, measured beside what a user would pick instead. One module a promise; no test is timed.

Figures are CPU seconds of whole processes, children included, as the system counts them; never time on the clock.
Each is the median of interleaved repetitions: what the machine does besides falls on all alike.
"""
