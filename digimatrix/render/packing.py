"""RENDER: an office package (.xlsx, .docx) becomes the same bytes every time it is made."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

EARLIEST = datetime.date(1980, 1, 1)  # a zip file knows no earlier date


def timeless(package: bytes, date: datetime.date = EARLIEST) -> bytes:
    """Return the package with that date wherever the time of writing stands."""
    date = max(date, EARLIEST)
    stamp = f"{date.isoformat()}T00:00:00Z".encode()
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content
                )
            entry = zipfile.ZipInfo(name, (date.year, date.month, date.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            target.writestr(entry, content)
    return made.getvalue()
