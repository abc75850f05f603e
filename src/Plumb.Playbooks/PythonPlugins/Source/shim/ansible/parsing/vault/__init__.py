from plumb_bridge import channels


def is_encrypted(data):
    return data.startswith(b'$ANSIBLE_VAULT' if isinstance(data, bytes) else '$ANSIBLE_VAULT')


class VaultLib:
    """Secrets stay with the controller, which opens texts for plugins."""

    def __init__(self, secrets=None):
        pass

    is_encrypted = staticmethod(is_encrypted)

    def decrypt(self, vaulttext, filename=None, obj=None):
        text = vaulttext.decode('utf-8') if isinstance(vaulttext, bytes) else str(vaulttext)
        return channels.ask('decrypt', text, filename)
