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

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 30_000  # pixels of a file; Pillow keeps some bytes for each row
MOST_OF_WEBP = 16_000_000  # pixels; libwebp keeps several copies of a picture
LONGEST = 1920  # px of the longer side, as in the picture of a slide
FORMATS = {".png": ("PNG",), ".jpg": ("JPEG",), ".jpeg": ("JPEG",), ".webp": ("WEBP",)}  # JPEG comprises MPO
_JPEG_QUALITY = 90
_WHOLE = (0.0, 0.0, 0.0, 0.0)  # nothing is cut off


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
    crop: tuple[float, float, float, float] = _WHOLE,
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
                _check_size(image, remarks)
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


def _check_size(image: Image, remarks: Remarks) -> None:
    """Raise UnfitError if it would take much memory to decode ``image``, which is open but not decoded yet."""
    most = MOST_OF_WEBP if image.format == "WEBP" else MOST_PIXELS
    message = f"has {image.width} × {image.height} pixels, more than "
    if image.width * image.height > most:
        message += f"{most // 1_000_000} million"
    elif max(image.size) > LONGEST_SIDE:
        message += f"{LONGEST_SIDE} in a row or column"
    else:
        return
    raise remarks.refuse("figure-size", message, f"make it {LONGEST} pixels wide: slides show no more")


def _plain(image: Image, crop: tuple[float, float, float, float], *, upright: bool) -> Image:
    """Return ``image`` in 8-bit sRGB, no larger than a slide, and with alpha if it has transparency.

    ``crop`` is what is cut off its sides. ``upright`` is whether it is turned as its metadata says.
    """
    from PIL import Image as Images
    from PIL import ImageOps

    if crop == _WHOLE:
        image.draft("RGB", (LONGEST, LONGEST))
    image.load()
    profile = image.info.get("icc_profile")
    reduced = _reduced(image if crop == _WHOLE else image.crop(_box(image.size, crop)))  # every copy costs memory
    turned = ImageOps.exif_transpose(reduced) if upright else reduced
    if turned.mode.startswith("I") or turned.mode == "F":
        turned = turned.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
    elif turned.mode in ("P", "1", "LA", "PA", "La", "YCbCr", "LAB", "HSV", "RGBX"):
        turned = turned.convert("RGB")
    turned = _in_srgb(turned, profile)
    if max(turned.size) > LONGEST:
        turned.thumbnail((LONGEST, LONGEST), Images.Resampling.LANCZOS)
    return turned


def _box(size: tuple[int, int], crop: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Return left, top, right and lower edge of what ``crop`` leaves of a picture of ``size``: at least a pixel."""
    left, top = (min(round(share * side), side - 1) for share, side in zip(crop[:2], size, strict=True))
    right, low = (round(side - share * side) for share, side in zip(crop[2:], size, strict=True))
    return left, top, max(right, left + 1), max(low, top + 1)


def _reduced(image: Image) -> Image:
    """Return ``image``, reduced to the size of a slide if it is larger and its pixels can be mixed."""
    from PIL import Image as Images

    if max(image.size) <= LONGEST:
        return image
    if image.mode in ("1", "P") and not image.has_transparency_data:
        image = image.convert("L" if image.mode == "1" else "RGB")
    if image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image.thumbnail((LONGEST, LONGEST), Images.Resampling.LANCZOS)
    return image


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
