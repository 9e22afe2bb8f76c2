"""`python -m broker` is `yimen`, for starting one of ours from another."""

from broker.cli import main

main()
