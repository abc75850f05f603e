from ansible.plugins import AnsibleJinja2Plugin


class AnsibleJinja2Filter(AnsibleJinja2Plugin):
    pass
