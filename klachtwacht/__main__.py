"""python -m klachtwacht: the same as the command klachtwacht."""

from klachtwacht.cli import main

if __name__ == "__main__":
    main()
