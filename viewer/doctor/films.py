"""The program that writes films as MP4."""

import importlib
import subprocess

from viewer.doctor.finding import Finding, Verdict

PATIENCE = 20
"""Seconds that ffmpeg may take to say its version."""
INSTALL = "pip install 'linewright[video]' (without it films are written as .webp)"


def film_finding() -> Finding:
    """Say whether films can be written as MP4."""
    try:
        program = str(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except ModuleNotFoundError:
        return Finding("MP4", Verdict.WARNING, "imageio-ffmpeg is not installed", INSTALL)
    except RuntimeError as error:  # it is installed, but brings no ffmpeg for this system and finds none
        return Finding("MP4", Verdict.WARNING, str(error).splitlines()[0], INSTALL)
    return version_finding(program)


def version_finding(program: str) -> Finding:
    """Say whether a program is an ffmpeg that runs."""
    try:
        asked = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding("MP4", Verdict.WARNING, f"{program} does not run: {error}", INSTALL)
    first = (asked.stdout.splitlines() or [""])[0]
    if asked.returncode or not first.startswith("ffmpeg version"):
        return Finding("MP4", Verdict.WARNING, f"{program} is no ffmpeg that works", INSTALL)
    return Finding("MP4", Verdict.OK, " ".join(first.split()[:3]))
