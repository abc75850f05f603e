import os


def unfrackpath(path, follow=True, basedir=None):
    path = os.path.expandvars(os.path.expanduser(path))
    if not os.path.isabs(path):
        path = os.path.join(basedir or os.getcwd(), path)
    return os.path.realpath(path) if follow else os.path.normpath(path)


def makedirs_safe(path, mode=None):
    os.makedirs(unfrackpath(path), 0o777 if mode is None else mode, exist_ok=True)
