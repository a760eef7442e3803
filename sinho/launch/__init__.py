"""What stands behind bin/*: environment, embedded database, web server. Nothing here is imported by the application.

Two stages. `python -m sinho.launch` runs under any Python ≥ 3.11 with the standard library alone and makes the virtual
environment; then `python -m sinho.launch.commands` runs inside it.
"""
