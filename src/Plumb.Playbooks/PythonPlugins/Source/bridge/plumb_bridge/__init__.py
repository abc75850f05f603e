"""Runs the plugins of people's playbooks for a controller that is no Python program itself."""
