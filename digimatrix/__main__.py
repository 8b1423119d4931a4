"""`python -m digimatrix` is the same as `digimatrix`."""

from digimatrix.cli import main

if __name__ == "__main__":
    main(prog_name="digimatrix")
