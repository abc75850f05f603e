using System.Globalization;
using System.Text;

namespace Plumb.Operations.Hosts;

/// <summary>
/// The names of users and groups of a host. Read from /etc/passwd and /etc/group; what is not there is asked of <c>getent</c>, which
/// knows directories too. Read anew for each operation, since operations change them.
/// </summary>
public sealed class HostAccounts(IHost host)
{
    private readonly Dictionary<string, string[]?> _asked = new(StringComparer.Ordinal);
    private string? _users;
    private string? _groups;

    public async ValueTask<uint?> UserIdAsync(string name, CancellationToken cancellation) =>
        Number(await FindAsync("passwd", Users, 0, name, cancellation).ConfigureAwait(false), 2);

    public async ValueTask<uint?> GroupIdAsync(string name, CancellationToken cancellation) =>
        Number(await FindAsync("group", Groups, 0, name, cancellation).ConfigureAwait(false), 2);

    /// <summary>The user's name, or null for a number without one.</summary>
    public async ValueTask<string?> UserNameAsync(uint id, CancellationToken cancellation) =>
        (await FindAsync("passwd", Users, 2, id.ToString(CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false))?[0];

    public async ValueTask<string?> GroupNameAsync(uint id, CancellationToken cancellation) =>
        (await FindAsync("group", Groups, 2, id.ToString(CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false))?[0];

    public async ValueTask<string?> HomeAsync(string name, CancellationToken cancellation) =>
        await FindAsync("passwd", Users, 0, name, cancellation).ConfigureAwait(false) is { Length: > 5 } entry ? entry[5] : null;

    /// <summary>The home folder of a user of /etc/passwd.</summary>
    public string? LocalHome(string name) => AccountFile.Find(Users, 0, name) is { Length: > 5 } entry ? entry[5] : null;

    // A host without the file has no names of its own.
    private string Users => _users ??= host.Files.ReadTextOrNull("/etc/passwd") ?? "";

    private string Groups => _groups ??= host.Files.ReadTextOrNull("/etc/group") ?? "";

    private async ValueTask<string[]?> FindAsync(string database, string local, int column, string wanted, CancellationToken cancellation)
    {
        if (AccountFile.Find(local, column, wanted) is { } found) return found;
        var question = database + " " + wanted;
        if (_asked.TryGetValue(question, out var answer)) return answer;
        return _asked[question] = await AskAsync(database, column, wanted, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<string[]?> AskAsync(string database, int column, string wanted, CancellationToken cancellation)
    {
        if (host.Processes.Find("getent") is not { } getent) return null;
        var request = new ProcessRequest(getent, [database, wanted]) { ReadOnly = true };
        var outcome = await host.Processes.RunAsync(request, cancellation).ConfigureAwait(false);
        if (outcome.ExitCode != 0) return null;
        var entry = Encoding.UTF8.GetString(outcome.Output).TrimEnd('\n').Split(':');
        return entry.Length > 3 && entry[column] == wanted ? entry : null;
    }

    private static uint? Number(string[]? entry, int column) =>
        entry is not null && uint.TryParse(entry[column], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
