from ansible.plugins import AnsibleJinja2Plugin


class AnsibleJinja2Test(AnsibleJinja2Plugin):
    pass
