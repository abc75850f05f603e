class AnsibleUnicode(str):
    pass


class AnsibleSequence(list):
    pass


class AnsibleMapping(dict):
    pass


class AnsibleVaultEncryptedUnicode(str):
    """Plugins ask whether a text is one. Here none is: what they get is open."""
