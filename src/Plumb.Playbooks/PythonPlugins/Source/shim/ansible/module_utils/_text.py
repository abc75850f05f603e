from ansible.module_utils.common.text.converters import container_to_bytes, container_to_text, jsonify, to_bytes, to_native, to_text  # noqa: F401
