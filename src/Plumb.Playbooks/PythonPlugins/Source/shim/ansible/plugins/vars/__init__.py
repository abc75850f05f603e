from ansible.plugins import AnsiblePlugin
from ansible.utils.display import Display


class BaseVarsPlugin(AnsiblePlugin):
    is_stateless = False

    def __init__(self):
        super().__init__()
        self._display = Display()

    def get_vars(self, loader, path, entities):
        self._basedir = path
        return {}
