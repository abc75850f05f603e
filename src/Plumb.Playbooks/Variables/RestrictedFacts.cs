using System.Collections.Frozen;

namespace Plumb.Playbooks.Variables;

/// <summary>Facts that would change how a host is reached or what runs there: no host may say these of itself under their bare name.</summary>
internal static class RestrictedFacts
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal,
        "ansible_connection", "ansible_host", "ansible_port", "ansible_user", "ansible_password", "ansible_timeout", "ansible_private_key_file", "ansible_pipelining",
        "ansible_shell_executable", "ansible_shell_type", "ansible_executable", "ansible_module_compression", "ansible_become", "ansible_facts", "ansible_rsync_path",
        "ansible_playbook_python", "ansible_remote_tmp", "ansible_docker_extra_args", "add_host", "add_group");

    private static readonly string[] Prefixes = ["ansible_become_", "ansible_ssh_", "ansible_paramiko_ssh_", "ansible_local_", "ansible_psrp_", "ansible_winrm_", "_ansible_"];

    public static bool Contains(string fact)
    {
        if (Names.Contains(fact)) return true;
        if (fact.StartsWith("ansible_", StringComparison.Ordinal) && fact.EndsWith("_interpreter", StringComparison.Ordinal)) return true;
        // The keys of the host's ssh server are facts like others, and so are network devices that are called by the container they serve.
        if (fact.StartsWith("ansible_ssh_host_key_", StringComparison.Ordinal) || fact.EndsWith("_bridge", StringComparison.Ordinal) || fact.EndsWith("_gwbridge", StringComparison.Ordinal)) return false;
        return Prefixes.Any(p => fact.StartsWith(p, StringComparison.Ordinal));
    }
}
