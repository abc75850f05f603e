"""Settings that plugins ask for by name, as the environment has them."""

import os

DEFAULT_LOCAL_TMP = os.environ.get('TMPDIR', '/tmp')
DEFAULT_JINJA2_NATIVE = False
DEFAULT_DEBUG = False
COLOR_OK, COLOR_CHANGED, COLOR_SKIP, COLOR_ERROR, COLOR_WARN, COLOR_VERBOSE, COLOR_HIGHLIGHT, COLOR_DEBUG = \
    'green', 'yellow', 'cyan', 'red', 'bright purple', 'blue', 'white', 'dark gray'
YAML_FILENAME_EXTENSIONS = ['.yml', '.yaml', '.json']
