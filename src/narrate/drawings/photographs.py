"""Cleans photographs and other raster pictures: turns them upright, reduces them and writes them anew.

The new file holds only pixels. Metadata such as place, author and camera (EXIF, XMP, comments) and data
appended to the file are dropped.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from narrate.drawings.picture_problems import Remarks
from narrate.drawings.shrinking import Crop, box_of, check_size, draft_small, shrunk

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = {".png": ("PNG",), ".jpg": ("JPEG",), ".jpeg": ("JPEG",), ".webp": ("WEBP",)}  # JPEG comprises MPO
_JPEG_QUALITY = 90
_WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)  # nothing is cut off


@dataclass(frozen=True, slots=True)
class Raster:
    """An upright picture without metadata. ``ending`` is ``.png`` or ``.jpg``; ``width`` and ``height`` are in px.

    ``pixels`` is how many pixels its file had.
    """

    content: bytes
    ending: str
    width: int
    height: int
    pixels: int = 0


def clean_raster(content: bytes, ending: str, remarks: Remarks) -> Raster:
    """Clean the picture in ``content``. ``ending`` is the ending of its file name, which decides the format.

    Raises UnfitError if the picture cannot be shown; ``remarks`` says why.
    """
    formats = FORMATS[ending]
    return clean_bitmap(content, formats, f"{formats[0]} picture", remarks)


def clean_bitmap(
    content: bytes,
    formats: tuple[str, ...],
    kind: str,
    remarks: Remarks,
    *,
    upright: bool = True,
    crop: Crop = _WHOLE,
) -> Raster:
    """Clean the picture in ``content``, which may be in one of ``formats``, by Pillow's names.

    ``kind`` is what messages call it. ``upright`` is whether it is turned as its metadata says. ``crop`` says which
    shares of its sides are cut off: left, top, right, at the foot. Raises UnfitError if the picture cannot be shown;
    ``remarks`` says why.
    """
    from PIL import Image, UnidentifiedImageError

    damaged = f"is not a complete {kind}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # faults in metadata do not matter, since metadata is dropped
            warnings.filterwarnings(
                "ignore", message=".*EXIF.*|.*MPO.*|Image appears to be a malformed|Metadata Warning"
            )
            with Image.open(io.BytesIO(content), formats=formats) as image:
                check_size(image, content, crop, remarks)
                if image.format == "PNG":
                    image.verify()
            with Image.open(io.BytesIO(content), formats=formats) as image:
                if image.format in ("PNG", "WEBP", "GIF") and getattr(image, "is_animated", False):
                    message = "is animated: only its first picture is shown"
                    remarks.warn("figure-cleaned", message, "save the picture that you want to show")
                photograph = image.format in ("JPEG", "MPO") or (image.format == "WEBP" and b"VP8 " in content[:64])
                pixels = image.width * image.height
                return replace(_written(_plain(image, crop, upright=upright), photograph=photograph), pixels=pixels)
    except Image.DecompressionBombError as error:
        raise remarks.refuse("figure-size", f"is too large: {error}", "make it smaller") from error
    except UnidentifiedImageError as error:
        raise remarks.refuse("figure-unreadable", damaged, "save it again with the right file ending") from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        KeyError,
        EOFError,
        OverflowError,
        Warning,
        MemoryError,
    ) as error:
        raise remarks.refuse("figure-unreadable", f"{damaged}: {_reason(error)}", "save it again") from error


def _plain(image: Image, crop: Crop, *, upright: bool) -> Image:
    """Return ``image`` in 8-bit sRGB, no larger than a slide, and with alpha if it has transparency.

    ``crop`` is what is cut off its sides. ``upright`` is whether it is turned as its metadata says.
    """
    from PIL import ImageOps

    draft_small(image, box_of(image.size, crop))
    image.load()
    small = shrunk(image, box_of(image.size, crop))
    return _in_srgb(ImageOps.exif_transpose(small) if upright else small, image.info.get("icc_profile"))


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """Convert the colours of ``image`` from the ICC ``profile`` to sRGB, since the new file has no profile."""
    from PIL import ImageCms

    target = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=target)
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # the profile is invalid or does not match: assume sRGB
    return image.convert(target)


def _written(image: Image, *, photograph: bool) -> Raster:
    from PIL import Image as Images

    bare = Images.frombytes(image.mode, image.size, image.tobytes())  # a copy without Pillow's metadata
    buffer = io.BytesIO()
    if photograph and bare.mode == "RGB":
        bare.save(buffer, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
        return Raster(buffer.getvalue(), ".jpg", *bare.size)
    if bare.mode == "RGBA" and bare.getchannel("A").getextrema() == (255, 255):
        bare = bare.convert("RGB")
    bare.save(buffer, "PNG")
    return Raster(buffer.getvalue(), ".png", *bare.size)


def _reason(error: BaseException) -> str:
    """The first words of a library's error message, on one line."""
    return (" ".join(str(error).split()) or type(error).__name__)[:120]
