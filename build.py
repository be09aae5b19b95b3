"""``python build.py …`` is ``packetpress …``; nothing else happens here."""

import sys

try:
    from packetpress.cli import run
except ModuleNotFoundError as error:
    print(
        f"Something packetpress needs is not installed yet ({error.name}). In this folder, run:\n\n"
        "    python -m pip install -e .\n\nand try again.",
        file=sys.stderr,
    )
    sys.exit(2)

if __name__ == "__main__":
    run()
