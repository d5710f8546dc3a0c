"""npm packages by name, in a folder that is no part of the repository."""

import pathlib
import subprocess
import tarfile


def archive(folder, name):
    """The archive of a package, fetched once."""
    folder.mkdir(parents=True, exist_ok=True)
    pattern = f"{name.removeprefix('@').replace('/', '-')}-[0-9]*.tgz"
    found = next(folder.glob(pattern), None)
    if found is None:
        subprocess.run(["npm", "pack", name, "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        found = next(folder.glob(pattern))
    return found


def files(path, below, ending):
    """The files of an archive below one of its folders: the rest of their name, and their bytes."""
    with tarfile.open(path) as package:
        for member in package:
            name = pathlib.PurePosixPath(member.name)
            if member.isfile() and name.is_relative_to(below) and name.suffix == ending and ".." not in name.parts:
                yield name.relative_to(below), package.extractfile(member).read()


def installed(folder, names):
    """The commands of packages, installed there once."""
    commands = folder / "node_modules/.bin"
    if not commands.is_dir():
        command = ["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--silent", *names]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return commands
