"""The exceptions that plugins raise."""


class AnsibleError(Exception):
    def __init__(self, message='', obj=None, show_content=True, suppress_extended_error=False, orig_exc=None):
        super().__init__(message)
        self._message = str(message)
        self.obj = obj
        self.orig_exc = orig_exc

    @property
    def message(self):
        return self._message

    def __str__(self):
        return self.message


class AnsibleAssertionError(AnsibleError, AssertionError):
    pass


class AnsibleOptionsError(AnsibleError):
    pass


class AnsibleRequiredOptionError(AnsibleOptionsError):
    pass


class AnsibleParserError(AnsibleError):
    pass


class AnsibleInternalError(AnsibleError):
    pass


class AnsibleRuntimeError(AnsibleError):
    pass


class AnsibleModuleError(AnsibleRuntimeError):
    pass


class AnsibleConnectionFailure(AnsibleRuntimeError):
    pass


class AnsibleAuthenticationFailure(AnsibleConnectionFailure):
    pass


class AnsibleCallbackError(AnsibleRuntimeError):
    pass


class AnsibleTemplateError(AnsibleRuntimeError):
    pass


class AnsibleFilterError(AnsibleTemplateError):
    pass


class AnsibleLookupError(AnsibleTemplateError):
    pass


class AnsibleFilterTypeError(AnsibleTemplateError, TypeError):
    pass


class AnsibleUndefinedVariable(AnsibleTemplateError):
    pass


class AnsibleFileNotFound(AnsibleRuntimeError):
    def __init__(self, message='', obj=None, show_content=True, suppress_extended_error=False, orig_exc=None, paths=None, file_name=None):
        if not message:
            message = 'Could not find file%s' % (' "%s"' % file_name if file_name else '')
            if paths:
                message += ' on the Ansible Controller.\nSearched in:\n\t%s' % '\n\t'.join(paths)
        super().__init__(message, obj=obj, orig_exc=orig_exc)
        self.file_name = file_name
        self.paths = paths


class AnsibleAction(AnsibleRuntimeError):
    def __init__(self, message='', obj=None, show_content=True, suppress_extended_error=False, orig_exc=None, result=None):
        super().__init__(message, obj=obj, orig_exc=orig_exc)
        self.result = {} if result is None else result


class AnsibleActionSkip(AnsibleAction):
    pass


class AnsibleActionFail(AnsibleAction):
    pass


class AnsiblePluginError(AnsibleError):
    pass


class AnsiblePluginRemovedError(AnsiblePluginError):
    pass
