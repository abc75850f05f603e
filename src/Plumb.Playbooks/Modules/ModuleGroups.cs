using System.Collections.Concurrent;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Modules;

/// <summary>
/// The groups of modules that can have defaults in common, as the metadata of collections names them (<c>action_groups</c>). Those without a
/// collection in their name are the peer's own, which lead to groups of collections.
/// </summary>
internal sealed class ModuleGroups(CollectionFolders collections, Func<CoreInstallation?> core, Func<string, string> fullName)
{
    private const string Builtin = "ansible.builtin";
    private const string Metadata = "metadata";

    /// <summary>Where the peer's own groups lead, for when it is not installed (its <c>ansible_builtin_runtime.yml</c>).</summary>
    private static readonly Dictionary<string, string[]> KnownGroups = new(StringComparer.Ordinal)
    {
        ["aws"] = ["amazon.aws.aws", "community.aws.aws"],
        ["acme"] = ["community.crypto.acme"],
        ["azure"] = ["azure.azcollection.azure"],
        ["cpm"] = ["wti.remote.cpm"],
        ["docker"] = ["community.general.docker", "community.docker.docker"],
        ["gcp"] = ["google.cloud.gcp"],
        ["k8s"] = ["community.kubernetes.k8s", "community.general.k8s", "community.kubevirt.k8s", "community.okd.k8s", "kubernetes.core.k8s"],
        ["os"] = ["openstack.cloud.os"],
        ["ovirt"] = ["ovirt.ovirt.ovirt", "community.general.ovirt"],
        ["vmware"] = ["community.vmware.vmware"],
    };

    private readonly ConcurrentDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>Whether faults in the metadata of groups are told.</summary>
    public required bool Validates { get; init; }

    /// <summary>Whether an action, by its full name, is in a group.</summary>
    /// <param name="group">The name of the group, with or without collection.</param>
    /// <param name="action">The full name of the action.</param>
    /// <param name="warn">Is told once of each fault in the metadata of a group.</param>
    public bool Contains(string group, string action, Action<string> warn) => Contains(Full(group, Builtin), action, warn, []);

    private bool Contains(string group, string action, Action<string> warn, HashSet<string> seen) =>
        seen.Add(group) && _groups.GetOrAdd(group, name => Read(name, warn)) is { } found
        && (found.Holds(action) || found.Extends.Any(other => Contains(other, action, warn, seen)));

    private static string Full(string name, string collection) => name.Split('.').Length >= 3 ? name : $"{collection}.{name}";

    private Group Read(string group, Action<string> warn)
    {
        var parts = group.Split('.', 3);
        var collection = $"{parts[0]}.{parts[1]}";
        var entries = collection == Builtin ? OfPeer(parts[2]) : collections.ActionGroup(collection, parts[2]);
        // Modules that are built in are there without their collection, whose group is by custom for all of it.
        if (entries is null) return new Group(action => collection != Builtin && action.StartsWith($"{collection}.", StringComparison.Ordinal), collection == Builtin ? [.. KnownGroups.GetValueOrDefault(parts[2]) ?? []] : []);
        var members = new HashSet<string>(StringComparer.Ordinal);
        List<string> extends = [];
        var hasMetadata = false;
        foreach (var entry in entries)
        {
            if (entry is PyDict dict)
            {
                foreach (var fault in Validates ? GroupMetadata.Faults(dict, hasMetadata) : []) warn($"Invalid metadata was found for action_group {group} while loading module_defaults. {fault}");
                if (!dict.TryGet(Metadata, out var value) || value is not PyDict metadata) continue;
                hasMetadata = true;
                extends = [.. GroupMetadata.Extended(metadata).Select(name => Full(name, collection))];
            }
            else if (entry is not null)
            {
                members.Add(fullName(Full(PyText.Str(entry), collection)));
            }
        }
        return new Group(members.Contains, extends);
    }

    private PyList? OfPeer(string name) => core() is { } installed ? collections.ActionGroup(Path.Combine(installed.Folder, "config"), "ansible_builtin_runtime.yml", name) : null;

    /// <param name="Holds">Whether an action is one that the group itself names.</param>
    /// <param name="Extends">The groups whose actions are in it too.</param>
    private sealed record Group(Func<string, bool> Holds, IReadOnlyList<string> Extends);
}
