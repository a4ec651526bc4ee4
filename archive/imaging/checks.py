"""Whether what decodes pictures can give up all that it should. Registers itself."""

from typing import Any

from django.core import checks

from .confinement import landlock


@checks.register(deploy=True)
def check_landlock(app_configs: object, **kwargs: Any) -> list[checks.CheckMessage]:
    """Pictures are taken all the same."""
    if landlock():
        return []
    return [
        checks.Info(
            "The process that decodes pictures opens no file, socket or process here, but without Landlock it could "
            "still rename or remove files of this account.",
            hint="Landlock is in Linux from 5.13 on, where the kernel’s list of security modules (lsm=) names it and "
            "no filter of a container or a service keeps it away.",
            id="archive.I001",
        )
    ]
