"""Files of the controller, as plugins ask for them."""

import json
import os

from ansible.errors import AnsibleFileNotFound, AnsibleParserError
from ansible.parsing.vault import VaultLib
from ansible.utils.path import unfrackpath
from plumb_bridge import channels


class DataLoader:
    def __init__(self):
        self._basedir = '.'

    def get_basedir(self):
        return self._basedir

    def set_basedir(self, basedir):
        self._basedir = basedir or '.'

    def path_dwim(self, given):
        path = given.strip('\'"')
        return path if path.startswith('/') else unfrackpath(path if path.startswith('~') else os.path.join(self._basedir, path), follow=False)

    def path_exists(self, path):
        return os.path.exists(self.path_dwim(path))

    def is_file(self, path):
        path = self.path_dwim(path)
        return os.path.isfile(path) or path == os.devnull

    def is_directory(self, path):
        return os.path.isdir(self.path_dwim(path))

    def list_directory(self, path):
        return os.listdir(self.path_dwim(path))

    def load(self, data, file_name='<string>', show_content=True, json_only=False):
        return json.loads(data) if json_only else channels.ask('yaml', data, file_name)

    def load_from_file(self, file_name, cache=True, unsafe=False, json_only=False):
        return self.load(self._get_file_contents(file_name)[0].decode('utf-8'), file_name, json_only=json_only)

    def _get_file_contents(self, file_name):
        if not file_name:
            raise AnsibleParserError("Invalid filename: '%s'" % file_name)
        path = self.path_dwim(file_name)
        try:
            with open(path, 'rb') as file:
                content = file.read()
        except FileNotFoundError:
            raise AnsibleFileNotFound('Unable to retrieve file contents', file_name=path)
        if VaultLib.is_encrypted(content):
            return VaultLib().decrypt(content, path), False
        return content, True

    def get_real_file(self, file_path, decrypt=True):
        path = self.path_dwim(file_path)
        if not os.path.isfile(path):
            raise AnsibleFileNotFound(file_name=file_path)
        return path

    def path_dwim_relative(self, path, dirname, source, is_role=False):
        return self.path_dwim_relative_stack([path], dirname, source, is_role)

    def path_dwim_relative_stack(self, paths, dirname, source, is_role=False):
        candidates = list(self._candidates(paths or [], dirname, source))
        for candidate in candidates:
            if os.path.exists(candidate):
                return candidate
        raise AnsibleFileNotFound(file_name=source, paths=candidates)

    def _candidates(self, paths, dirname, source):
        if source.startswith(('~', '/')):
            yield unfrackpath(source, follow=False)
            return
        for path in list(paths) + [self._basedir]:
            folder = unfrackpath(path, follow=False)
            above = os.path.dirname(folder) if os.path.basename(folder) == 'tasks' else None
            for place in (above, folder):
                if place:
                    yield os.path.join(place, dirname, source)
                    yield os.path.join(place, source)
