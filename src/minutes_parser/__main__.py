"""`python -m minutes_parser`."""

from .cli import main

main()
