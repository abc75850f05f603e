using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Galaxy.Servers;

namespace Plumb.Playbooks.Galaxy.Collections;

/// <summary>
/// Chooses a version of every collection that is needed: the newest that all requirements allow, going back to older ones where
/// the newest of one excludes another. What is given as files is fixed.
/// </summary>
public sealed class CollectionResolver(IReadOnlyList<GalaxyClient> servers, bool allowPreReleases)
{
    private const int MaxAttempts = 10_000;

    private readonly Dictionary<string, IReadOnlyList<(GalaxyClient Client, CollectionVersion Version)>> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, CollectionVersion Version), CollectionCandidate> _candidates = [];
    private int _attempts;

    /// <summary>A requirement, with who has it.</summary>
    private sealed record Wanted(string Name, VersionRange Range, string By, string? Server);

    /// <summary>Collections in the order in which they can be installed. Throws <see cref="FetchException"/> where no choice fits.</summary>
    public async Task<IReadOnlyList<CollectionCandidate>> ResolveAsync(
        IReadOnlyList<CollectionRequirement> requirements, IReadOnlyList<CollectionCandidate> given, IReadOnlyDictionary<string, CollectionCandidate> installed, bool withDependencies, CancellationToken cancellation)
    {
        var wanted = requirements.Select(r => new Wanted(r.Source, RangeOf(r.Version, r.Source), "what is asked for", r.Server)).ToList();
        var chosen = new Dictionary<string, CollectionCandidate>(StringComparer.Ordinal);
        foreach (var candidate in given)
        {
            chosen[candidate.Info.FullName] = candidate;
            if (withDependencies) wanted.AddRange(DependenciesOf(candidate));
        }
        var conflict = new Conflict();
        var result = await SearchAsync(chosen, wanted, 0, installed, withDependencies, conflict, cancellation).ConfigureAwait(false)
            ?? throw new FetchException($"Could not satisfy the following requirements:\n{conflict.Text}");
        return [.. result.Values];
    }

    private async Task<Dictionary<string, CollectionCandidate>?> SearchAsync(
        Dictionary<string, CollectionCandidate> chosen, IReadOnlyList<Wanted> wanted, int at, IReadOnlyDictionary<string, CollectionCandidate> installed, bool withDependencies, Conflict conflict, CancellationToken cancellation)
    {
        if (++_attempts > MaxAttempts) throw new FetchException("the requirements contradict each other in too many ways to find a choice that fits.");
        while (at < wanted.Count && chosen.TryGetValue(wanted[at].Name, out var before))
        {
            if (!Fits(wanted[at], before))
            {
                conflict.Text = string.Join('\n', wanted.Where(w => w.Name == wanted[at].Name).Select(w => $"* {w.Name}:{w.Range.Text} (needed by {w.By})"));
                return null;
            }
            at++;
        }
        if (at == wanted.Count) return chosen;

        var name = wanted[at].Name;
        var any = false;
        foreach (var candidate in await CandidatesAsync(wanted[at], installed, cancellation).ConfigureAwait(false))
        {
            if (!wanted.Where(w => w.Name == name).All(w => Fits(w, candidate))) continue;
            any = true;
            var full = await CompleteAsync(candidate, cancellation).ConfigureAwait(false);
            var next = new Dictionary<string, CollectionCandidate>(chosen, StringComparer.Ordinal) { [name] = full };
            IReadOnlyList<Wanted> more = withDependencies ? [.. wanted, .. DependenciesOf(full)] : wanted;
            if (await SearchAsync(next, more, at + 1, installed, withDependencies, conflict, cancellation).ConfigureAwait(false) is { } found) return found;
        }
        if (!any) conflict.Text = string.Join('\n', wanted.Where(w => w.Name == name).Select(w => $"* {w.Name}:{w.Range.Text} (needed by {w.By})"));
        return null;
    }

    private static bool Fits(Wanted wanted, CollectionCandidate candidate) =>
        candidate.Info.Version is not { } version ? wanted.Range.Conditions.Count == 0 : wanted.Range.Contains(version);

    /// <summary>What is installed comes first, since it costs nothing; then the newest.</summary>
    private async Task<IReadOnlyList<CollectionCandidate>> CandidatesAsync(Wanted wanted, IReadOnlyDictionary<string, CollectionCandidate> installed, CancellationToken cancellation)
    {
        var candidates = new List<CollectionCandidate>();
        if (installed.TryGetValue(wanted.Name, out var present)) candidates.Add(present);
        if (present is not null && Fits(wanted, present)) return candidates;
        var versions = await VersionsAsync(wanted, cancellation).ConfigureAwait(false);
        foreach (var (_, version) in versions.Where(v => allowPreReleases || !v.Version.IsPreRelease || wanted.Range.NamesPreRelease).OrderByDescending(v => v.Version))
            candidates.Add(new CollectionCandidate(new CollectionInfo(wanted.Name.Split('.')[0], wanted.Name.Split('.')[1], version.ToString(), []), null));
        return candidates;
    }

    private async Task<IReadOnlyList<(GalaxyClient Client, CollectionVersion Version)>> VersionsAsync(Wanted wanted, CancellationToken cancellation)
    {
        if (_versions.TryGetValue(wanted.Name, out var known)) return known;
        var asked = servers.Where(s => wanted.Server is null || s.Server.Name == wanted.Server || s.Server.Address.ToString().TrimEnd('/') == wanted.Server.TrimEnd('/')).ToArray();
        if (asked.Length == 0) throw new FetchException($"{wanted.Name} is to come from {wanted.Server}, which is no server that is configured.");
        foreach (var server in asked)
        {
            if (await server.FindVersionsAsync(wanted.Name, cancellation).ConfigureAwait(false) is { Count: > 0 } versions) return _versions[wanted.Name] = [.. versions.Select(v => (server, v))];
        }
        throw new FetchException($"Failed to resolve the requested dependencies map. {wanted.Name} (needed by {wanted.By}) was not found on {string.Join(", ", asked.Select(s => s.Server.Address))}.");
    }

    /// <summary>Only of a version that is tried the server is asked for more.</summary>
    private async Task<CollectionCandidate> CompleteAsync(CollectionCandidate candidate, CancellationToken cancellation)
    {
        if (candidate.UnpackedFolder is not null || candidate.Info.Version is not { } version) return candidate;
        var key = (candidate.Info.FullName, version);
        if (_candidates.TryGetValue(key, out var known)) return known;
        var server = _versions[candidate.Info.FullName].First(v => v.Version == version).Client;
        var found = await server.GetVersionAsync(candidate.Info.FullName, version, cancellation).ConfigureAwait(false);
        return _candidates[key] = candidate with
        {
            Info = candidate.Info with { Dependencies = found.Dependencies },
            Location = found.Location,
            Sha256 = found.Sha256,
            Authorization = server.AuthorizationFor(found.Location),
            Signatures = found.Signatures,
        };
    }

    private static IEnumerable<Wanted> DependenciesOf(CollectionCandidate candidate) =>
        candidate.Info.Dependencies.Select(d => CollectionRequirement.IsName(d.Key) ? new Wanted(d.Key, RangeOf(d.Value, d.Key), candidate.Label, null) : throw new FetchException($"{candidate.Label} depends on \"{d.Key}\", which is no name of a collection."));

    private static VersionRange RangeOf(string text, string name) => VersionRange.Parse(text) ?? throw new FetchException($"the version \"{text}\" of {name} is no range of versions.");

    /// <summary>What stood in the way last, for the message.</summary>
    private sealed class Conflict
    {
        public string Text { get; set; } = "";
    }
}
