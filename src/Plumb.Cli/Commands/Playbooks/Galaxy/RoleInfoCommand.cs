using Plumb.Cli.Arguments.Gnu;
using Plumb.Operations.Data;
using Plumb.Playbooks.Galaxy.Roles;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary><c>roles info</c>: what a role says of itself, and what the server knows of it.</summary>
internal static class RoleInfoCommand
{
    public static GnuCommand Command { get; } = new("info", "Show what is known of a role.")
    {
        Options = [.. GalaxyOptions.OfServers, GalaxyOptions.Offline, GalaxyOptions.RolesPath],
        Operands = "role [role ...]",
        MinOperands = 1,
        MaxOperands = int.MaxValue,
        Run = (terminal, arguments, cancellation) => GalaxySession.RunAsync(terminal, arguments, session => RunAsync(session, arguments, cancellation)),
    };

    private static async Task<int> RunAsync(GalaxySession session, GnuArguments arguments, CancellationToken cancellation)
    {
        foreach (var name in arguments.Operands)
        {
            var known = new SortedDictionary<string, DataValue>(StringComparer.Ordinal);
            var role = name.Contains('/', StringComparison.Ordinal) ? null : InstalledRole.Find(name, RolePaths.Of(session, arguments));
            if (role is not null)
            {
                known["path"] = role.Folder;
                if (role.Version is { } version) known["installed_version"] = version;
                if (role.Record["install_date"] is { } date) known["install_date"] = date;
                foreach (var (key, value) in role.Metadata.Entries) known[key] = value;
            }
            if (!arguments.Has(GalaxyOptions.Offline) && name.Split('.').Length == 2) await AddServerAsync(session, name, known, cancellation).ConfigureAwait(false);
            if (known.Count == 0) session.Output.Say($"- the role {name} was not found");
            else session.Output.Say($"\nRole: {name}\n\tdescription: {Description(known)}{Text(known, 1)}");
        }
        return 0;
    }

    private static async Task AddServerAsync(GalaxySession session, string name, SortedDictionary<string, DataValue> known, CancellationToken cancellation)
    {
        foreach (var server in session.Servers())
        {
            if (await server.FindRoleAsync(name, cancellation).ConfigureAwait(false) is not { } found) continue;
            known["github_user"] = found.Owner;
            known["github_repo"] = found.Repository;
            known["available_versions"] = DataValue.Of(found.Versions.Select(v => v.Version));
            return;
        }
    }

    private static string Description(SortedDictionary<string, DataValue> known) =>
        known.GetValueOrDefault("galaxy_info") is MapData info && info["description"] is TextData text ? text.Value : "";

    private static string Text(IEnumerable<KeyValuePair<string, DataValue>> entries, int depth)
    {
        var indent = "\n" + new string('\t', depth);
        return string.Concat(entries.Select(e => e.Value is MapData map ? $"{indent}{e.Key}:{Text(map.Entries.OrderBy(i => i.Key, StringComparer.Ordinal), depth + 1)}" : $"{indent}{e.Key}: {PythonText.Str(e.Value)}"));
    }
}
