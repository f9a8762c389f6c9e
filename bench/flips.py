"""How many single-bit changes of a sealed document the strict check accepts: wanted are none, without a register too.

python -m bench.flips [--flips 2000] [--seed 20261122] [--signature]

`--signature` flips every bit of the seal's own bytes instead (some 12,000): those that no signature can cover.
"""

import argparse
import logging
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from multiprocessing import Pool
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader

from informed.document import render
from informed.verify.check import check
from informed.verify.reading import read
from tests.document.invented import Story, pack
from tests.document.sealed import TODAY, Book, Clinic

Case = tuple[bytes, list[bytes], str]


def sealed_document() -> Case:
    """A sealed file, the clinic's root, and the record's id."""
    record = Story(pack(8)).whole().sign()
    clinic = Clinic()
    return clinic.sealed(render(record, pack(8))), clinic.roots, record.id


@cache
def book(record: str, pdf: bytes) -> Book:
    """A register that issued this file and nothing else."""
    return Book().issue(record, pdf, "patient", 1)


def verdicts(job: tuple[Case, int]) -> tuple[str, str]:
    """The verdict on the file with one bit changed, without and with the register that issued it."""
    (pdf, roots, record), bit = job
    changed = bytearray(pdf)
    changed[bit // 8] ^= 1 << bit % 8
    # Read once for both, in this process: the same reader without the limits around it.
    facts = read(bytes(changed), der(tuple(roots)))
    found = [
        check(bytes(changed), roots=roots, register=register, packs=None, now=TODAY, read=lambda *_: facts).verdict
        for register in (None, book(record, pdf))
    ]
    return found[0], found[1]


@cache
def der(roots: tuple[bytes, ...]) -> Sequence[bytes]:
    """The certificates as the reader takes them."""
    return [c.public_bytes(Encoding.DER) for root in roots for c in x509.load_pem_x509_certificates(root)]


def in_signature(pdf: bytes) -> list[int]:
    """One bit index for each bit that a hexadecimal digit of the seal's message has."""
    seal = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    digits = 2 * len(seal.pkcs7_content.rstrip(b"\0"))
    start = int(seal.byte_range[1]) + 1
    return [8 * place + bit for place in range(start, start + digits) for bit in range(8)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--signature", action="store_true")
    wanted = parser.parse_args()
    case = sealed_document()
    random = Random(wanted.seed)
    bits = [random.randrange(len(case[0]) * 8) for _ in range(wanted.flips)]
    if wanted.signature:
        bits = in_signature(case[0])
    with Pool(initializer=logging.disable) as pool:  # pyHanko logs a traceback for each broken certificate
        found = pool.map(verdicts, [(case, bit) for bit in bits], chunksize=20)
    print(
        f"{len(bits):,} single-bit changes of a file of {len(case[0]):,} bytes, sha256 {sha256(case[0]).hexdigest()[:12]}"
    )
    for name, column in (("root certificate only", 0), ("with the register", 1)):
        counts = Counter(pair[column] for pair in found)
        said = ", ".join(f"{verdict} {n}" for verdict, n in sorted(counts.items()))
        print(f"{name}: accepted {counts['valid']}; {said}")


if __name__ == "__main__":
    main()
