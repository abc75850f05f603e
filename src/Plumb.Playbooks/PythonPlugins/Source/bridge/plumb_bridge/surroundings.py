"""What ansible-core, or our stand-in for it, has to know of this run before plugins use it."""

import threading

from plumb_bridge import channels, settings

_lock = threading.Lock()
_is_prepared = False
_folders = []


def prepare():
    global _is_prepared
    with _lock:
        if not _is_prepared:
            _prepare()
            _is_prepared = True


def add_folders(playbook_folder, folders):
    """Takes in the plugins beside playbooks and of roles."""
    from ansible.plugins.loader import add_all_plugin_dirs
    settings.values['folder'] = playbook_folder
    if settings.has_core:
        from ansible.utils.collection_loader import AnsibleCollectionConfig
        AnsibleCollectionConfig.playbook_paths = [playbook_folder]
    for folder in folders:
        if folder not in _folders:
            _folders.append(folder)
            add_all_plugin_dirs(folder)


def undefined(hint, name):
    from ansible.template import AnsibleUndefined
    return AnsibleUndefined(hint, name=name) if name is not None else AnsibleUndefined(hint)


def vaulted(envelope):
    if not settings.has_core:
        return channels.ask('decrypt', envelope, None).decode('utf-8')
    from ansible.parsing.vault import VaultLib
    from ansible.parsing.yaml.objects import AnsibleVaultEncryptedUnicode
    text = AnsibleVaultEncryptedUnicode(envelope)
    text.vault = VaultLib([])
    return text


def loader():
    from ansible.parsing.dataloader import DataLoader
    made = DataLoader()
    made.set_basedir(settings.values['folder'])
    return made


def templar(variables, own_loader=None):
    from ansible.template import Templar
    return Templar(loader=own_loader or loader(), variables=variables)


def context_of(jinja_context_handle, environment):
    """The context that a filter asks for by its decorator."""
    from plumb_bridge.remote import RemoteMapping
    return environment.context_class(environment, RemoteMapping(jinja_context_handle), None, {})


def _prepare():
    if settings.has_core:
        _prepare_core()
    from ansible.utils.display import Display
    Display.display = _display
    Display().verbosity = settings.values['verbosity']


def _prepare_core():
    import ansible
    import ansible.context
    from ansible.utils.context_objects import CLIArgs
    if [int(part) for part in ansible.__version__.split('.')[:2]] < [2, 14]:
        raise ImportError('plugins in Python need ansible-core 2.14 or later; %s is installed' % ansible.__version__)
    ansible.context.CLIARGS = CLIArgs(settings.values['arguments'])
    from ansible.plugins import loader as plugin_loader
    if hasattr(plugin_loader, 'init_plugin_loader'):
        plugin_loader.init_plugin_loader(settings.values['collections'])
    from ansible.utils.collection_loader import AnsibleCollectionConfig
    AnsibleCollectionConfig.playbook_paths = [settings.values['folder']]
    _decrypt_at_controller()


def _decrypt_at_controller():
    """Secrets stay with the controller; plugins get the texts that they open."""
    from ansible.parsing.vault import VaultLib

    def decrypt_and_get_vault_id(self, vaulttext, filename=None, obj=None):
        text = vaulttext.decode('utf-8') if isinstance(vaulttext, bytes) else str(vaulttext)
        return channels.ask('decrypt', text, filename), 'default', None

    VaultLib.decrypt_and_get_vault_id = decrypt_and_get_vault_id
    VaultLib.decrypt = lambda self, vaulttext, filename=None, obj=None: decrypt_and_get_vault_id(self, vaulttext, filename, obj)[0]


def _display(self, msg, color=None, stderr=False, screen_only=False, log_only=False, newline=True, **_):
    channels.tell('display', str(msg), color, bool(stderr), bool(newline), bool(log_only))
